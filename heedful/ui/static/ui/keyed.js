// @ts-check
/**
 * A gentle swap for lists (`hx-swap="keyed"`): rows keep their element, so focus, scroll and open folds survive.
 *
 * Containers with `data-keyed` and an id are matched by id, their children too; pieces with `data-piece` are
 * replaced as a whole. What did not change on the server is not touched.
 */

/** What the server sent for an element, before scripts or people changed it. @type {WeakMap<Element, string>} */
const sent = new WeakMap();

export function startKeyedSwaps() {
  remember(document.body);
  document.addEventListener("htmx:load", (event) => remember(/** @type {CustomEvent} */ (event).detail.elt));
  // @ts-ignore htmx is loaded before the modules
  htmx.defineExtension("keyed", {
    isInlineSwap: (/** @type {string} */ style) => style === "keyed",
    handleSwap: (/** @type {string} */ style, /** @type {Element} */ target, /** @type {DocumentFragment} */ fresh) =>
      style === "keyed" ? swap(target, fresh) : false,
  });
}

/** @param {Element} root */
function remember(root) {
  const rows = root.querySelectorAll("[data-keyed] > [id], [data-piece][id]");
  for (const row of rows) if (!sent.has(row)) sent.set(row, words(row));
  if (root.matches("[data-keyed] > [id]") && !sent.has(root)) sent.set(root, words(root));
}

/** What an element says; its form token is another one in every answer. @param {Element} element @returns {string} */
function words(element) {
  return element.outerHTML.replace(/(name="csrfmiddlewaretoken" value=")[^"]*/g, "$1");
}

/** @param {Element} target @param {DocumentFragment} fresh @returns {Element[]} what htmx has to look at */
function swap(target, fresh) {
  const made = /** @type {Element[]} */ ([]);
  const focused = document.activeElement?.id;
  for (const piece of fresh.querySelectorAll("[data-piece][id]")) made.push(...change(document.getElementById(piece.id), piece));
  for (const list of fresh.querySelectorAll("[data-keyed][id]")) {
    const old = document.getElementById(list.id);
    if (old) made.push(...merge(old, list));
  }
  if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus({ preventScroll: true });
  target.dispatchEvent(new CustomEvent("keyed:merged", { bubbles: true }));
  return made;
}

/** @param {Element} old @param {Element} fresh @returns {Element[]} */
function merge(old, fresh) {
  const made = /** @type {Element[]} */ ([]);
  const wanted = new Set([...fresh.children].map((row) => row.id));
  for (const row of [...old.children]) if (!wanted.has(row.id)) row.remove();
  let place = old.firstElementChild;
  for (const row of [...fresh.children]) {
    const known = old.querySelector(`:scope > #${CSS.escape(row.id)}`);
    if (known) {
      made.push(...change(known, row));
      if (known === place) place = place.nextElementSibling;
      else old.insertBefore(known, place);
    } else {
      sent.set(row, words(row));
      old.insertBefore(row, place);
      made.push(row);
    }
  }
  return made;
}

/** @param {Element | null} old @param {Element} fresh @returns {Element[]} */
function change(old, fresh) {
  if (!old || sent.get(old) === words(fresh)) return [];
  sent.set(old, words(fresh));
  const open = [...old.querySelectorAll("details[open][id]")].map((fold) => fold.id);
  sync(old, fresh);
  for (const id of open) old.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", "");
  return [...old.children];
}

/** Elements that have an id on both sides stay the same element, so what has the focus keeps it. @param {Element} old @param {Element} fresh */
function sync(old, fresh) {
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of [...fresh.attributes]) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  const pairs = [...fresh.children].map((child, at) => /** @type {const} */ ([old.children[at], child]));
  const isSame = pairs.length === old.children.length && pairs.length > 0 && pairs.every(([mine, theirs]) => theirs.id && mine.id === theirs.id);
  if (isSame) pairs.forEach(([mine, theirs]) => sync(mine, theirs));
  else old.replaceChildren(...fresh.childNodes);
}
