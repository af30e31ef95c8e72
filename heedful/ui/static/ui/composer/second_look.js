/**
 * The second look: a dialog over a reply that is held, saying who will read it and what speaks against it.
 *
 * The browser gives the focus back to where it was when it closes; the words that one chose to go to get it instead.
 */

/**
 * @typedef {object} Answers
 * @property {(fields: {override_reason: string, looked: string}) => void} send Send it all the same.
 * @property {(id: string) => void} goTo The finding that somebody wants to mend.
 */

/** @param {string} html The dialog's content, as the server made it. @param {Answers} answers */
export function showSecondLook(html, { send, goTo }) {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog wide";
  dialog.setAttribute("aria-labelledby", "look-title");
  dialog.setAttribute("aria-describedby", "look-readers");
  const form = document.createElement("form");
  form.innerHTML = html;
  const reason = /** @type {HTMLInputElement | null} */ (form.querySelector("input[name=override_reason]"));
  if (reason) reason.required = true;
  dialog.append(form);
  dialog.addEventListener("close", () => dialog.remove());
  form.addEventListener("click", (event) => {
    const wanted = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-goes-to]"));
    if (!wanted) return;
    dialog.close();
    goTo(wanted.dataset.goesTo ?? "");
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (reason && !reason.value.trim()) {
      reason.value = "";
      reason.reportValidity();
      return;
    }
    dialog.close();
    send({ override_reason: reason?.value.trim() ?? "", looked: "1" });
  });
  document.body.append(dialog);
  dialog.showModal();
}
