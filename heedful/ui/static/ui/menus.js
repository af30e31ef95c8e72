// @ts-check
/** Small menus (`details.menu`): closed by Escape, by a press elsewhere, and by the press that they were opened for. */

export function startMenus() {
  document.addEventListener("click", (event) => {
    const pressed = event.target instanceof Element ? event.target : null;
    for (const menu of opened()) if (!menu.contains(pressed) || pressed?.closest(".menu > ul a, .menu > ul button")) menu.open = false;
  });
  document.addEventListener("keydown", (event) => {
    const menu = opened()[0];
    if (!menu || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      menu.open = false;
      menu.querySelector("summary")?.focus();
    } else if (["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      walk(menu, event.key === "ArrowDown" ? 1 : -1);
    }
  }, true);
}

/** @returns {HTMLDetailsElement[]} */
function opened() {
  return [...document.querySelectorAll("details.menu[open]")].map((menu) => /** @type {HTMLDetailsElement} */ (menu));
}

/** @param {HTMLDetailsElement} menu @param {number} step */
function walk(menu, step) {
  const all = /** @type {HTMLElement[]} */ ([...menu.querySelectorAll(":scope > ul :is(a, button)")]).filter((one) => one.offsetParent);
  const here = all.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  all[(here + step + all.length) % all.length]?.focus();
}
