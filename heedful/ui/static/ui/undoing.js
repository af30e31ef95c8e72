// @ts-check
/** What was just done can be taken back: a short message with one button, and Ctrl/Cmd-Z while it is there. */

import { toast, word } from "./words.js";

const LASTS = 15_000; // milliseconds that the button stays

export function startUndoing() {
  document.addEventListener("undoable", (event) => offer(/** @type {CustomEvent} */ (event).detail));
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (target?.isContentEditable || target?.matches("input, textarea, select")) return;
    const buttons = document.querySelectorAll("#toasts [data-undoes]");
    const newest = buttons[buttons.length - 1];
    if (!(newest instanceof HTMLElement)) return;
    event.preventDefault();
    newest.click();
  });
}

/** @param {{words: string, address: string}} deed */
function offer({ words, address }) {
  const box = toast(words, { lasts: LASTS });
  if (!box) return;
  const undo = document.createElement("button");
  undo.type = "button";
  undo.dataset.undoes = "";
  undo.textContent = word("undo");
  undo.addEventListener("click", () => {
    box.remove();
    // @ts-ignore htmx is loaded before the modules
    htmx.ajax("POST", address, { source: document.body, swap: "none" });
  });
  box.querySelector("button")?.before(undo);
}
