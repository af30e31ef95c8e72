// @ts-check
/**
 * Dialogs: a link with `data-opens` shows a dialog instead of its page. The value is a <dialog>'s id, or that of a
 * <template> whose form is put into the one dialog; without a value the link's own address is fetched into it.
 */

export function startDialogs() {
  document.addEventListener("click", (event) => {
    const pressed = event.target instanceof Element ? event.target : null;
    const opener = pressed?.closest("[data-opens]");
    if (opener && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      open(opener);
    }
    const dialog = pressed?.closest("dialog");
    if (pressed?.closest("[data-closes]") || pressed === dialog) dialog?.close();
  });
  document.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    if (step && event.target instanceof HTMLButtonElement && event.target.closest("dialog .choices")) {
      event.preventDefault();
      walk(event.target, step);
    }
  });
  // A form in the dialog: what it does is shown on the page at once, so the dialog can go.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const { elt } = /** @type {CustomEvent} */ (event).detail;
    if (elt instanceof HTMLFormElement && !elt.hasAttribute("data-stays")) elt.closest("dialog")?.close();
  });
  // One that may ask back closes when there was nothing more to ask.
  document.addEventListener("htmx:afterRequest", (event) => {
    const { elt, xhr } = /** @type {CustomEvent} */ (event).detail;
    if (elt instanceof HTMLFormElement && elt.hasAttribute("data-closes-when-done") && xhr.status === 204) elt.closest("dialog")?.close();
  });
}

/** @returns {HTMLDialogElement | null} */
export function openDialog() {
  return document.querySelector("dialog[open]");
}

/** @param {Element} opener */
export function open(opener) {
  const named = document.getElementById(opener.getAttribute("data-opens") || "");
  if (named instanceof HTMLDialogElement) {
    named.showModal();
    return;
  }
  const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("dialog"));
  if (named instanceof HTMLTemplateElement) {
    dialog.replaceChildren(named.content.cloneNode(true));
    // @ts-ignore htmx is loaded before the modules
    htmx.process(dialog);
    present(dialog);
  } else if (opener instanceof HTMLAnchorElement) {
    // @ts-ignore htmx is loaded before the modules
    htmx.ajax("GET", opener.href, { target: "#dialog", swap: "innerHTML" }).then(() => {
      // htmx wires new content a moment later; an Enter before that would leave the page.
      // @ts-ignore htmx is loaded before the modules
      htmx.process(dialog);
      present(dialog);
    });
  }
}

/** @param {HTMLDialogElement} dialog */
function present(dialog) {
  if (!dialog.children.length || dialog.open) return;
  dialog.showModal();
  const first = dialog.querySelector('[autofocus], [aria-pressed="true"], button, input');
  if (first instanceof HTMLElement) first.focus();
}

/** @param {HTMLButtonElement} from @param {number} step */
function walk(from, step) {
  const all = [...from.closest(".choices")?.querySelectorAll("button") ?? []];
  all[(all.indexOf(from) + step + all.length) % all.length]?.focus();
}
