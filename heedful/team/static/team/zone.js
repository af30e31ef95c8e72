// Offers the browser's own time zone, and says what time it is in the chosen one.

/** @param {HTMLSelectElement} field */
function guess(field) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const known = [...field.options].some((option) => option.value === own);
  if (field.value === "UTC" && known) field.value = own;
}

/** @param {HTMLSelectElement} field @param {HTMLElement} line */
function tell(field, line) {
  try {
    const now = new Intl.DateTimeFormat(document.documentElement.lang, {
      timeZone: field.value, hour: "2-digit", minute: "2-digit",
    }).format(new Date());
    line.textContent = (line.dataset.zoneClock ?? "%s").replace("%s", now);
  } catch {
    line.textContent = ""; // a zone that this browser does not know
  }
}

const field = /** @type {HTMLSelectElement | null} */ (document.querySelector("select[data-guess-zone]"));
const line = /** @type {HTMLElement | null} */ (document.querySelector("[data-zone-clock]"));
if (field && line) {
  guess(field);
  tell(field, line);
  field.addEventListener("change", () => tell(field, line));
}
