// @ts-check
/** Keys for promises: p goes to the first one of a conversation, P makes one; y, t and d on one press what it offers. */

const FIRST = "#promises .promise [data-promise-key]";
const GO_TIME = 1500; // milliseconds in which a key after g names a place

let goUntil = 0;

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
  const target = event.target instanceof HTMLElement ? event.target : null;
  if (target?.isContentEditable || target?.matches("input, textarea, select")) return;
  const isGoing = performance.now() < goUntil;
  goUntil = event.key === "g" && !isGoing ? performance.now() + GO_TIME : 0;
  if (isGoing) return;
  const here = target?.closest(".promise")?.querySelector(`[data-promise-key="${CSS.escape(event.key)}"]`);
  if (here instanceof HTMLElement) take(event, () => here.click());
  if (event.key === "P") take(event, () => /** @type {HTMLElement | null} */ (document.querySelector('[data-does="promise"]'))?.click());
  if (event.key === "p") take(event, goThere);
}, { capture: true });

/** @param {KeyboardEvent} event @param {() => void} does */
function take(event, does) {
  event.preventDefault();
  event.stopPropagation();
  does();
}

function goThere() {
  const first = document.querySelector(FIRST);
  if (!(first instanceof HTMLElement)) return;
  first.focus();
  first.scrollIntoView({ block: "nearest" });
}
