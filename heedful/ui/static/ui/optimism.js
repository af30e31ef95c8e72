// @ts-check
/**
 * Shows what was asked before the server has answered, and takes it back when it is refused.
 *
 * A form says in `data-shows` what changes: `resolved`, `open` or `assignee`; `data-for` is the conversation.
 */

/** @type {WeakMap<XMLHttpRequest, () => void>} */
const undos = new WeakMap();

export function startOptimism() {
  document.addEventListener("htmx:beforeSend", (event) => {
    const { elt, xhr, requestConfig } = /** @type {CustomEvent} */ (event).detail;
    const shows = elt.getAttribute?.("data-shows");
    if (shows) undos.set(xhr, show(shows, elt, requestConfig.triggeringEvent?.submitter));
  });
  for (const failed of ["htmx:responseError", "htmx:sendError"]) {
    document.addEventListener(failed, (event) => undos.get(/** @type {CustomEvent} */ (event).detail.xhr)?.());
  }
}

/**
 * @param {string} shows @param {HTMLElement} form @param {HTMLElement | undefined} submitter
 * @returns {() => void} how to take it back
 */
function show(shows, form, submitter) {
  const id = form.dataset.for;
  if (shows === "assignee") return rename(document.querySelector(`#head-${id} [data-assignee]`), submitter);
  const entry = document.getElementById(form.dataset.row || `entry-${id}`);
  entry?.classList.toggle("leaving", shows === "resolved");
  const head = document.getElementById(`head-${id}`);
  const tag = head?.querySelector(`[data-when="${shows}"]`);
  const others = [...(head?.querySelectorAll(".acts > *, [data-when]") ?? [])].filter((part) => part !== tag);
  const before = others.map((part) => part.hasAttribute("hidden"));
  others.forEach((part) => part.setAttribute("hidden", ""));
  tag?.removeAttribute("hidden");
  return () => {
    entry?.classList.remove("leaving");
    tag?.setAttribute("hidden", "");
    others.forEach((part, at) => part.toggleAttribute("hidden", before[at]));
  };
}

/** @param {Element | null} place @param {HTMLElement | undefined} submitter @returns {() => void} */
function rename(place, submitter) {
  const before = place?.textContent ?? "";
  if (place && submitter?.dataset.name) place.textContent = submitter.dataset.name;
  return () => { if (place) place.textContent = before; };
}
