// @ts-check
/** A field above a list of choices (`form[data-narrows]`): typing leaves only what fits, Enter takes the first of it. */

export function startNarrowing() {
  document.addEventListener("input", (event) => {
    const field = fieldOf(event.target);
    if (field) narrow(field);
  });
  document.addEventListener("keydown", (event) => {
    const field = fieldOf(event.target);
    if (!field || event.isComposing) return;
    if (event.key === "Enter") take(event, field);
    else if (event.key === "ArrowDown") shown(field)[0]?.querySelector("button")?.focus();
    else return;
    event.preventDefault();
  });
}

/** @param {EventTarget | null} target @returns {HTMLInputElement | null} */
function fieldOf(target) {
  return target instanceof HTMLInputElement && target.matches("form[data-narrows] [data-narrow]") ? target : null;
}

/** @param {string} text @returns {string} */
function plain(text) {
  return text.normalize("NFKC").trim().replace(/^#+/, "").toLocaleLowerCase();
}

/** @param {HTMLInputElement} field @returns {HTMLLIElement[]} */
function rows(field) {
  return /** @type {HTMLLIElement[]} */ ([...field.form?.querySelectorAll("[data-name]") ?? []]);
}

/** @param {HTMLInputElement} field */
function shown(field) {
  return rows(field).filter((row) => !row.hidden);
}

/** @param {HTMLInputElement} field */
function narrow(field) {
  const wanted = plain(field.value);
  for (const row of rows(field)) row.hidden = !plain(row.dataset.name ?? "").includes(wanted);
}

/** The tag that is called so, else the only one that fits, else a new one. @param {KeyboardEvent} event @param {HTMLInputElement} field */
function take(event, field) {
  event.preventDefault();
  const wanted = plain(field.value);
  if (!wanted) return;
  const fitting = shown(field);
  const same = fitting.find((row) => plain(row.dataset.name ?? "") === wanted) ?? (event.shiftKey ? undefined : fitting[0]);
  const button = same?.querySelector("button") ?? field.form?.querySelector("[data-add]");
  if (button instanceof HTMLElement) button.click();
}
