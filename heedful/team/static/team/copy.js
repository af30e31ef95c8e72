// A button that copies a field. Where the browser does not allow it (plain http), the text is selected instead.

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("[data-copies]"))) {
  const field = /** @type {HTMLInputElement | null} */ (document.getElementById(button.dataset.copies ?? ""));
  field?.addEventListener("focus", () => field.select());
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field?.value ?? "");
      button.textContent = button.dataset.copied ?? "";
    } catch {
      field?.focus();
    }
  });
}
