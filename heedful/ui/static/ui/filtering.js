// @ts-check
/** The filter box: offers what could be written next, takes it with Tab or Enter, shows what a filter holds with Enter. */

const PAUSE = 80; // milliseconds after a key before it is asked what could follow

/** @type {ReturnType<typeof setTimeout> | undefined} */
let due;
/** Only the answer to the newest question counts. */
let asked = 0;

export function startFiltering() {
  document.addEventListener("input", (event) => soon(boxOf(event.target)));
  document.addEventListener("focusin", (event) => soon(boxOf(event.target)));
  document.addEventListener("focusout", (event) => { if (boxOf(event.target)) setTimeout(() => hide(), 150); });
  document.addEventListener("keydown", (event) => {
    const box = boxOf(event.target);
    if (box && !event.isComposing) onKey(event, box);
  }, true);
  document.addEventListener("pointerdown", (event) => {
    const option = event.target instanceof Element ? event.target.closest("#completions [role=option]") : null;
    if (!(option instanceof HTMLElement)) return;
    event.preventDefault(); // the field keeps the focus
    take(option);
  });
  // The address of a filter is its text: that is what is pushed, and can be sent to a colleague.
  document.addEventListener("htmx:beforeRequest", (event) => {
    const { elt } = /** @type {CustomEvent} */ (event).detail;
    const pushes = elt instanceof HTMLFormElement ? elt.dataset.pushes : "";
    if (!pushes) return;
    hide();
    history.pushState({ htmx: true }, "", `${pushes}?q=${encodeURIComponent(String(new FormData(elt).get("q") ?? ""))}`);
  });
}

/** @param {EventTarget | null} target @returns {HTMLInputElement | null} */
function boxOf(target) {
  return target instanceof HTMLInputElement && target.id === "filter-text" ? target : null;
}

/** @param {HTMLInputElement | null} box */
function soon(box) {
  if (!box) return;
  clearTimeout(due);
  due = setTimeout(() => void offer(box), PAUSE);
}

/** @param {HTMLInputElement} box */
async function offer(box) {
  const number = ++asked;
  const before = box.value.slice(0, box.selectionStart ?? box.value.length);
  try {
    const answer = await fetch(`${box.dataset.completions}?q=${encodeURIComponent(before)}`, { headers: { "HX-Request": "true" }, redirect: "error" });
    const list = document.getElementById("completions");
    if (!answer.ok || number !== asked || !list || document.activeElement !== box) return;
    list.innerHTML = await answer.text();
    list.hidden = !list.childElementCount;
    box.setAttribute("aria-expanded", String(!list.hidden));
    choose(box, null);
  } catch {
    hide(); // without a line one writes without help
  }
}

/** @returns {HTMLElement[]} */
function options() {
  return /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#completions:not([hidden]) [role=option]")]);
}

/** @param {KeyboardEvent} event @param {HTMLInputElement} box */
function onKey(event, box) {
  const all = options();
  const at = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape" && all.length) hide();
  else if (step && all.length) choose(box, all[(at + step + all.length) % all.length]);
  else if (event.key === "Tab" && !event.shiftKey && all.length && box.value) take(all[Math.max(at, 0)]);
  else if (event.key === "Enter" && at >= 0) take(all[at]);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** @param {HTMLInputElement} box @param {HTMLElement | null} chosen */
function choose(box, chosen) {
  for (const one of options()) one.setAttribute("aria-selected", String(one === chosen));
  if (chosen) {
    box.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  } else box.removeAttribute("aria-activedescendant");
}

/** @param {HTMLElement} option */
function take(option) {
  const box = boxOf(document.getElementById("filter-text"));
  if (!box) return;
  const caret = box.selectionStart ?? box.value.length;
  const words = `${option.dataset.insert} `;
  const start = Number(option.dataset.start);
  box.focus();
  box.setRangeText(words, start, caret, "end");
  soon(box);
}

function hide() {
  clearTimeout(due);
  asked += 1;
  const list = document.getElementById("completions");
  if (!list) return;
  list.hidden = true;
  document.getElementById("filter-text")?.setAttribute("aria-expanded", "false");
}
