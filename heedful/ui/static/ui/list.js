// @ts-check
/** Moving through lists without the server, opening what is chosen, and knowing which one is open. */

import { isLive } from "./live.js";

const FRESH = 10_000; // milliseconds for which something fetched ahead may be shown
const HINT = 70; // how long one must linger before a row is fetched ahead

/** @type {Map<string, {html: Promise<string>, at: number}>} what was fetched ahead; an empty text means: ask again */
const ahead = new Map();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let hint;
/** Where the reader was: when that row has left the list, the one that took its place is next. */
let place = 0;

export function startList() {
  markCurrent();
  document.addEventListener("keyed:merged", markCurrent);
  document.addEventListener("htmx:afterSettle", markCurrent);
  document.addEventListener("htmx:configRequest", askForAsMany);
  document.addEventListener("click", onClick, true);
  document.addEventListener("focusin", (event) => linger(event.target));
  document.addEventListener("pointerover", (event) => linger(event.target));
  document.addEventListener("live:note", (event) => forget(/** @type {CustomEvent} */ (event).detail));
  document.addEventListener("htmx:afterSwap", (event) => {
    if (/** @type {CustomEvent} */ (event).detail?.target?.id === "open") opened();
  });
}

/** Focus the next or previous row. @param {number} step */
export function move(step) {
  const all = rows();
  const here = all.indexOf(/** @type {HTMLElement} */ (chosen()));
  place = Math.max(0, Math.min(all.length - 1, here < 0 ? place : here + step));
  all[place]?.focus({ preventScroll: true });
  all[place]?.scrollIntoView({ block: "nearest" });
}

/** @returns {HTMLElement[]} */
function rows() {
  return [...document.querySelectorAll("[data-row]")].map((row) => /** @type {HTMLElement} */ (row)).filter((row) => row.offsetParent);
}

/** The row that has the focus, else the one that is open. @returns {HTMLElement | null} */
export function chosen() {
  return document.activeElement?.closest("[data-row]") ?? document.querySelector('[data-row][aria-current="true"]');
}

/** Back to the list (one pane) or to its row (several). @returns {boolean} whether there was anything to leave */
export function backToList() {
  const inbox = document.querySelector(".inbox");
  const row = document.querySelector('[data-row][aria-current="true"]');
  if (!(inbox instanceof HTMLElement)) return false;
  if (inbox.dataset.pane === "talk") {
    inbox.dataset.pane = "list";
    history.pushState({ htmx: true }, "", inbox.dataset.home);
  }
  if (row instanceof HTMLElement) row.focus();
  return true;
}

function markCurrent() {
  const open = document.querySelector("[data-conversation]")?.getAttribute("data-conversation");
  for (const row of document.querySelectorAll(".entry[data-row]")) {
    if (row.id === `entry-${open}`) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}

function opened() {
  markCurrent();
  const row = chosen();
  row?.classList.remove("unread");
  if (row) place = Math.max(0, rows().indexOf(row));
  const inbox = document.querySelector(".inbox");
  if (inbox instanceof HTMLElement) {
    inbox.dataset.pane = "talk";
    delete inbox.dataset.card;
  }
  const heading = document.getElementById("talk-title");
  if (heading && matchMedia("(max-width: 54rem)").matches) heading.focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent("talk:opened"));
}

/** A refreshed list asks for as many rows as were shown. @param {Event} event */
function askForAsMany(event) {
  const { detail } = /** @type {CustomEvent} */ (event);
  if (detail.elt.id === "entries" && detail.triggeringEvent?.type === "live") {
    detail.parameters.set("rows", String(document.querySelectorAll("#entries .entry").length));
  }
}

/** @param {MouseEvent} event */
function onClick(event) {
  const pressed = event.target instanceof Element ? event.target : null;
  if (pressed?.closest("[data-back]")) {
    event.preventDefault();
    backToList();
  }
  const row = pressed?.closest("#entries a[data-row]");
  if (!(row instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  clearTimeout(hint); // it is fetched now
  const known = ahead.get(row.href);
  if (!known || performance.now() - known.at > FRESH || !isLive()) return;
  event.preventDefault();
  event.stopPropagation();
  ahead.delete(row.href);
  void known.html.then((html) => show(row, html));
}

/** @param {HTMLAnchorElement} row @param {string} html */
function show(row, html) {
  if (!html) {
    row.click(); // nothing fetched ahead any more: this press asks, and says what is wrong
    return;
  }
  // @ts-ignore htmx is loaded before the modules
  htmx.swap("#open", html, { swapStyle: "innerHTML" });
  history.pushState({ htmx: true }, "", row.href);
  opened();
}

/** Fetch a row ahead once somebody lingers on it. @param {EventTarget | null} target */
function linger(target) {
  const row = target instanceof Element ? target.closest("#entries a[data-row]") : null;
  clearTimeout(hint);
  if (row instanceof HTMLAnchorElement && !row.hasAttribute("aria-current")) hint = setTimeout(() => fetchAhead(row), HINT);
}

/** @param {HTMLAnchorElement} row */
function fetchAhead(row) {
  const now = performance.now();
  for (const [address, { at }] of ahead) if (now - at > FRESH / 2) ahead.delete(address);
  if (!ahead.has(row.href)) ahead.set(row.href, { html: ask(row.href), at: now });
}

/** @param {string} address @returns {Promise<string>} */
async function ask(address) {
  try {
    const answer = await fetch(address, { headers: { "HX-Request": "true", "HX-Target": "open" }, redirect: "error" });
    return answer.ok ? await answer.text() : "";
  } catch {
    return "";
  }
}

/** @param {{conversation_id: number | null}} note */
function forget(note) {
  for (const address of ahead.keys()) if (address.includes(`/conversations/${note.conversation_id}/`)) ahead.delete(address);
}
