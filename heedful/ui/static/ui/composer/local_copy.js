/** The copy of a draft that this browser keeps until the server has it; shared by the tabs of one person. */

const PREFIX = "heedful.draft.";

/**
 * @typedef {object} Copy
 * @property {string} text
 * @property {number} version The version that the server had when this was written.
 * @property {number} at Milliseconds since 1970.
 */

/** Storage may be full or forbidden; then the draft lives on the server and on the screen only. @param {() => any} use */
function attempt(use) {
  try {
    return use();
  } catch {
    return null;
  }
}

/** @param {string} name @returns {Copy | null} */
export function readCopy(name) {
  const copy = attempt(() => JSON.parse(localStorage.getItem(PREFIX + name) || "null"));
  return copy && typeof copy.text === "string" && Number.isInteger(copy.version) ? copy : null;
}

/** @param {string} name @param {string} text @param {number} version */
export function keepCopy(name, text, version) {
  attempt(() => localStorage.setItem(PREFIX + name, JSON.stringify({ text, version, at: Date.now() })));
}

/** @param {string} name */
export function dropCopy(name) {
  attempt(() => localStorage.removeItem(PREFIX + name));
}

/** 128 random bits; `crypto.randomUUID` is missing where the desk is reached without TLS. */
function freshKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** One key per draft, the same in every tab, so that pressing Send twice sends once. @param {string} name @returns {string} */
export function sendingKey(name) {
  const place = `${PREFIX}key.${name}`;
  const known = attempt(() => localStorage.getItem(place));
  if (known) return known;
  const made = freshKey();
  attempt(() => localStorage.setItem(place, made));
  return attempt(() => localStorage.getItem(place)) || made;
}

/** The draft has gone; the next one gets a key of its own. @param {string} name */
export function dropSendingKey(name) {
  attempt(() => localStorage.removeItem(`${PREFIX}key.${name}`));
}
