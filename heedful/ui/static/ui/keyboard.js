// @ts-check
/** Every action by keyboard; r, n and z belong to the composer. Nothing happens while somebody is typing, or when a modifier is held. */

import { open, openDialog } from "./dialogs.js";
import { backToList, chosen, move } from "./list.js";
import { clearPicked, hasPicked, pick, pickAll } from "./picking.js";
import { toggleCard } from "./talk.js";

const GO_TIME = 1500; // milliseconds in which a second key may follow g

let goUntil = 0;

/** @type {Record<string, () => void>} */
const KEYS = {
  j: () => move(1),
  k: () => move(-1),
  e: () => press("resolve"),
  a: () => press("assign"),
  s: () => press("snooze"),
  l: () => press("tags"),
  u: () => press("priority"),
  w: () => press("follow"),
  m: () => press("merge"),
  h: () => press("handover"),
  c: () => void toggleCard(),
  v: filter,
  x: () => pick(),
  X: () => pick({ range: true }),
  "*": pickAll,
  "/": search,
  "?": () => /** @type {HTMLDialogElement | null} */ (document.getElementById("keys"))?.showModal(),
  Enter: () => chosen()?.click(),
};

export function startKeyboard() {
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k" && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      search();
    } else if (event.key === "Escape") {
      leave(event);
    } else if (!event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target) && !openDialog()) {
      act(event);
    }
  });
}

/** @param {KeyboardEvent} event */
function act(event) {
  if (performance.now() < goUntil) {
    goUntil = 0;
    const place = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
    if (place instanceof HTMLElement) {
      event.preventDefault();
      place.click();
    }
    return;
  }
  if (event.key === "g") {
    goUntil = performance.now() + GO_TIME;
    return;
  }
  // Enter on something that can be pressed keeps its own meaning.
  if (event.key === "Enter" && event.target instanceof Element && event.target.closest("a, button, summary, input")) return;
  const does = KEYS[event.key];
  if (!does) return;
  event.preventDefault();
  does();
}

/** @param {EventTarget | null} target @returns {boolean} */
function isTyping(target) {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit"].includes(target.type);
}

/** @param {string} name */
function press(name) {
  const does = hasPicked() ? `[data-picked-does="${name}"]` : `[data-does="${name}"]`;
  const button = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(does)]).find((one) => !one.hidden);
  if (button?.hasAttribute("data-opens")) open(button);
  else button?.click();
}

function search() {
  const field = document.getElementById("find");
  if (field instanceof HTMLInputElement && field.offsetParent) {
    field.focus();
    field.select();
  } else {
    /** @type {HTMLElement | null} */ (document.querySelector('[data-go="s"]'))?.click();
  }
}

/** Into the filter that is shown, else to the list that has one. */
function filter() {
  const field = document.getElementById("filter-text");
  if (field instanceof HTMLInputElement && field.offsetParent) field.focus();
  else press("filter");
}

/** @param {KeyboardEvent} event */
function leave(event) {
  if (openDialog()) return; // the browser closes it
  const inbox = document.querySelector(".inbox");
  if (inbox instanceof HTMLElement && inbox.dataset.card === "open") {
    toggleCard();
  } else if (isTyping(event.target)) {
    /** @type {HTMLElement} */ (event.target).blur();
    const row = document.querySelector('[data-row][aria-current="true"]');
    if (row instanceof HTMLElement && row.offsetParent) row.focus();
  } else if (hasPicked()) {
    clearPicked();
  } else {
    backToList();
  }
}
