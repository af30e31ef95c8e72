// @ts-check
/** Choosing several rows of the list, by box or by key, and saying for all of them what is to be done. */

import { chosen } from "./list.js";

/** Ids of the chosen rows; they stay chosen while the list refreshes itself. @type {Set<string>} */
const picked = new Set();
/** The whole view, also what is not on the screen yet. */
let whole = false;
/** Boxes are shown before anything is chosen: where there is neither pointer nor key. */
let begun = false;
/** Where the last choice was made: Shift goes from there. */
let anchor = "";

export function startPicking() {
  document.addEventListener("click", onClick);
  document.addEventListener("keyed:merged", show);
  document.addEventListener("htmx:afterSettle", show);
  document.addEventListener("htmx:configRequest", (event) => {
    const { elt, parameters } = /** @type {CustomEvent} */ (event).detail;
    if (!(elt instanceof HTMLFormElement) || !elt.matches("[data-batch]")) return;
    const { pathname, searchParams } = new URL(document.getElementById("entries")?.getAttribute("hx-get") || "/", location.href);
    parameters.set(...(whole ? ["whole", "1"] : ["ids", [...picked].join(",")]));
    parameters.set("view", pathname.split("/").filter(Boolean).pop() ?? "");
    parameters.set("q", searchParams.get("q") ?? "");
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const { elt, successful } = /** @type {CustomEvent} */ (event).detail;
    if (successful && elt instanceof HTMLFormElement && elt.matches("[data-batch]")) clearPicked();
  });
}

/** @returns {boolean} */
export function hasPicked() {
  return picked.size > 0 && Boolean(document.getElementById("picked"));
}

/** The row that has the focus, or all from the last choice to it. @param {{range?: boolean}} [how] */
export function pick({ range = false } = {}) {
  const id = chosen()?.id.replace("entry-", "");
  if (id) turn(id, range);
}

/** Every row that is shown, then the whole view; again: none. */
export function pickAll() {
  const all = boxes().map((box) => box.value);
  if (whole) return clearPicked();
  if (all.every((id) => picked.has(id))) whole = true;
  all.forEach((id) => picked.add(id));
  show();
}

export function clearPicked() {
  picked.clear();
  whole = begun = false;
  show();
}

/** @returns {HTMLInputElement[]} */
function boxes() {
  return [...document.querySelectorAll("#entries .pick")].map((box) => /** @type {HTMLInputElement} */ (box));
}

/** @param {string} id @param {boolean} range */
function turn(id, range) {
  const all = boxes().map((box) => box.value);
  const [from, to] = [all.indexOf(anchor), all.indexOf(id)].sort((one, other) => one - other);
  if (range && from >= 0) all.slice(from, to + 1).forEach((one) => picked.add(one));
  else if (picked.has(id)) picked.delete(id);
  else picked.add(id);
  anchor = id;
  whole = false;
  show();
}

/** @param {MouseEvent} event */
function onClick(event) {
  const pressed = event.target instanceof Element ? event.target : null;
  if (pressed instanceof HTMLInputElement && pressed.matches(".pick")) turn(pressed.value, event.shiftKey);
  const picks = pressed?.closest("[data-picks]")?.getAttribute("data-picks");
  if (picks === "none") clearPicked();
  else if (picks === "begin") {
    begun = true;
    show();
  } else if (picks === "all") {
    boxes().forEach((box) => picked.add(box.value));
    whole = true;
    show();
  }
}

function show() {
  const bar = document.getElementById("picked");
  if (!bar) return picked.clear();
  for (const box of boxes()) {
    box.checked = picked.has(box.value);
    box.closest("li")?.toggleAttribute("data-picked", box.checked);
  }
  const words = whole ? bar.dataset.whole ?? "" : (bar.dataset.some ?? "").replace("{n}", String(picked.size));
  for (const place of document.querySelectorAll("[data-picked-words]")) if (place.textContent !== words) place.textContent = words;
  bar.hidden = picked.size === 0 && !begun;
  document.getElementById("entries")?.toggleAttribute("data-picking", !bar.hidden);
}
