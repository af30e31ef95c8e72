// @ts-check
/** What our scripts say: the words come translated from the page, and are shown or spoken from here. */

/** @type {Record<string, string>} */
const said = JSON.parse(document.querySelector('meta[name="words"]')?.getAttribute("content") || "{}");

/** @param {string} name @returns {string} */
export function word(name) {
  return said[name] ?? "";
}

/** Let a screen reader say something when it is free. @param {string} text */
export function announce(text) {
  const place = document.getElementById("announcer");
  if (!place) return;
  place.textContent = "";
  // A changed text is only noticed when the region was empty for a moment.
  setTimeout(() => { place.textContent = text; }, 30);
}

/**
 * A short message above the page. Errors stay until they are closed.
 * @param {string} text
 * @param {{isError?: boolean, lasts?: number}} [how]
 * @returns {HTMLElement | undefined}
 */
export function toast(text, { isError = false, lasts = 6000 } = {}) {
  const place = document.getElementById("toasts");
  if (!place || !text) return undefined;
  for (const old of place.children) {
    if (old.querySelector("span")?.textContent === text) old.remove();
  }
  const box = document.createElement("div");
  box.className = "toast";
  box.setAttribute("role", isError ? "alert" : "status");
  const words = document.createElement("span");
  words.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = word("dismiss");
  close.addEventListener("click", () => box.remove());
  box.append(words, close);
  place.append(box);
  if (!isError) setTimeout(() => box.remove(), lasts);
  return box;
}
