// @ts-check
/** Inside a conversation: begin at its newest words, follow new ones, open letters, show and hide the card. */

const NEAR = 120; // pixels from the end that still count as reading along

/** Whether the reader was at the end before a refresh. */
let readsAlong = true;

/** The composer grows and shrinks below; whoever reads the newest words keeps seeing them. */
const sizes = new ResizeObserver(() => { if (readsAlong) toEnd(); });

export function startTalk() {
  begin();
  document.addEventListener("scroll", (event) => { if (event.target === scroller()) readsAlong = isNearEnd(); }, true);
  document.addEventListener("talk:opened", begin);
  document.addEventListener("keyed:merged", (event) => {
    if (event.target instanceof Element && event.target.closest(".talk") && readsAlong) toEnd();
  });
  // The card keeps what is being typed when it is refreshed; what has been saved is done with.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { requestConfig, xhr } = /** @type {CustomEvent} */ (event).detail;
    const form = requestConfig?.elt;
    if (form instanceof HTMLFormElement && form.matches(".remember") && xhr.status === 200) form.reset();
  });
  document.addEventListener("click", onClick);
  document.addEventListener("toggle", (event) => openLetter(event.target), true);
}

/** @returns {boolean} whether the card is now open over the page */
export function toggleCard() {
  const inbox = document.querySelector(".inbox");
  if (!(inbox instanceof HTMLElement)) return false;
  const opens = inbox.dataset.card !== "open";
  if (opens) inbox.dataset.card = "open";
  else delete inbox.dataset.card;
  const card = document.getElementById("card");
  document.querySelectorAll('[data-does="card"]').forEach((button) => button.setAttribute("aria-expanded", String(opens)));
  if (opens) card?.focus();
  return opens;
}

function scroller() {
  return document.querySelector(".talk > .scroll");
}

function isNearEnd() {
  const box = scroller();
  return !box || box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
}

/** A conversation begins at its end, or at the message that a search found. */
function begin() {
  const box = scroller();
  if (!box) return;
  const named = location.hash.startsWith("#moment-") && document.getElementById(location.hash.slice(1));
  readsAlong = !named;
  if (named) named.scrollIntoView({ block: "center" });
  else toEnd();
  sizes.disconnect();
  sizes.observe(box);
}

function toEnd() {
  const box = scroller();
  if (box) box.scrollTop = box.scrollHeight;
}

/** @param {MouseEvent} event */
function onClick(event) {
  const pressed = event.target instanceof Element ? event.target : null;
  if (pressed?.closest('[data-does="card"]')) toggleCard();
  const images = pressed?.closest("[data-images]");
  if (images instanceof HTMLElement) {
    const frame = images.closest(".letter")?.querySelector("iframe");
    if (frame) frame.src = images.dataset.images || "";
    images.remove();
  }
}

/** The formatted letter is fetched when its fold is opened, and takes the height that it needs. @param {EventTarget | null} fold */
function openLetter(fold) {
  if (!(fold instanceof HTMLDetailsElement) || !fold.open) return;
  const frame = fold.querySelector("iframe[data-src]");
  if (!(frame instanceof HTMLIFrameElement)) return;
  frame.addEventListener("load", () => {
    const height = frame.contentDocument?.documentElement.scrollHeight;
    if (height) frame.style.blockSize = `${Math.min(height + 4, 2400)}px`;
  });
  frame.src = frame.dataset.src || "";
  frame.removeAttribute("data-src");
}
