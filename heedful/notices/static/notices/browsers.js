// @ts-check
/** Among one's settings: let this browser show notices while the desk is closed, and say how things stand. */

import { toast } from "../ui/words.js";

const box = document.querySelector("[data-browsers]");
if (box instanceof HTMLElement) void begin(box);

/** @param {HTMLElement} place */
async function begin(place) {
  const button = /** @type {HTMLButtonElement} */ (place.querySelector("[data-let]"));
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window)) return say(place, "impossible");
  button.addEventListener("click", () => void allow(place, button));
  const own = await (await navigator.serviceWorker.getRegistration("/"))?.pushManager.getSubscription();
  const row = own && place.querySelector(`[data-mark="${await mark(own.endpoint)}"]`);
  row?.querySelector("[data-this]")?.removeAttribute("hidden");
  if (row && Notification.permission === "granted") return say(place, "on");
  button.hidden = Notification.permission === "denied";
  say(place, Notification.permission === "denied" ? "denied" : "off");
}

/** @param {HTMLElement} place @param {HTMLButtonElement} button */
async function allow(place, button) {
  button.disabled = true;
  try {
    if ((await Notification.requestPermission()) !== "granted") {
      say(place, "denied");
      return;
    }
    const answer = await send(place.dataset.add ?? "", await subscription(place));
    if (answer.ok) location.reload();
    else toast(await answer.text());
  } catch {
    say(place, "failed");
  } finally {
    button.disabled = false;
  }
}

/** What this browser is reached by; one that was made with another key is made anew. @param {HTMLElement} place @returns {Promise<Record<string, string>>} */
async function subscription(place) {
  await navigator.serviceWorker.register(place.dataset.worker ?? "", { scope: "/" });
  const registration = await navigator.serviceWorker.ready;
  const { key } = await (await send(place.dataset.key ?? "", {})).json();
  await (await registration.pushManager.getSubscription())?.unsubscribe();
  const made = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(key) });
  const { endpoint, keys } = made.toJSON();
  return { endpoint: endpoint ?? "", p256dh: keys?.p256dh ?? "", auth: keys?.auth ?? "" };
}

/** @param {string} address @param {Record<string, string>} fields */
function send(address, fields) {
  const token = JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] ?? "";
  return fetch(address, { method: "POST", headers: { "X-CSRFToken": token, "HX-Request": "true" }, body: new URLSearchParams(fields), redirect: "error" });
}

/** @param {HTMLElement} place @param {string} what */
function say(place, what) {
  const line = place.querySelector("[data-state]");
  if (line) line.textContent = place.getAttribute(`data-say-${what}`);
}

/** @param {string} text @returns {Promise<string>} */
async function mark(text) {
  const sum = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(sum)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {string} text base64url @returns {Uint8Array<ArrayBuffer>} */
function bytes(text) {
  return Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
}
