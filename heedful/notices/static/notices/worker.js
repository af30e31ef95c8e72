// @ts-check
/** Lives in the browser while the desk is closed: shows a notice that was pushed, and leads to its conversation. */

const scope = /** @type {any} */ (self);

scope.addEventListener("install", () => scope.skipWaiting());
scope.addEventListener("activate", (/** @type {any} */ event) => event.waitUntil(scope.clients.claim()));

scope.addEventListener("push", (/** @type {any} */ event) => {
  const told = read(event.data);
  const look = { tag: told.tag, data: { address: told.address }, renotify: Boolean(told.tag) };
  event.waitUntil(scope.registration.showNotification(told.title || "Heedful", look));
});

scope.addEventListener("notificationclick", (/** @type {any} */ event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.address));
});

/** @param {any} sent @returns {{title?: string, tag?: string, address?: string}} */
function read(sent) {
  try {
    return sent?.json() ?? {};
  } catch {
    return {};
  }
}

/** In a window that is open already where there is one; only ever to a page of our own. @param {unknown} address */
async function open(address) {
  const path = typeof address === "string" && /^\/(?!\/)/.test(address) ? address : "/notices/";
  const windows = await scope.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = windows.find((/** @type {any} */ one) => new URL(one.url).pathname === path);
  if (there) return there.focus();
  return scope.clients.openWindow(path);
}
