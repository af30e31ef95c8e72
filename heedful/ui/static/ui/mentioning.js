// @ts-check
/** Naming a colleague in a note: after @ the colleagues of the brand are offered; Enter or Tab takes one. */

const AFTER = /(?:^|[\s(])@([^\s@]{0,40}(?: [^\s@]{0,40})?)$/;
const LIST = "mentionable";

/** Only the answer to the newest question counts. */
let asked = 0;

export function startMentioning() {
  document.addEventListener("input", (event) => {
    const editor = editorOf(event.target);
    if (editor) void offer(editor);
  });
  document.addEventListener("keydown", (event) => {
    const editor = editorOf(event.target);
    if (editor && !event.isComposing) onKey(event, editor);
  }, true);
  document.addEventListener("focusout", (event) => { if (editorOf(event.target)) setTimeout(hide, 150); });
  document.addEventListener("pointerdown", (event) => {
    const option = event.target instanceof Element ? event.target.closest(`#${LIST} [role=option]`) : null;
    if (!(option instanceof HTMLElement)) return;
    event.preventDefault(); // the editor keeps its caret
    take(option);
  });
}

/** @param {EventTarget | null} target @returns {HTMLElement | null} */
function editorOf(target) {
  const editor = target instanceof Element ? target.closest('[data-composer][data-kind="note"] [data-editor]') : null;
  return editor instanceof HTMLElement ? editor : null;
}

/** What was begun after an @ before the caret. @returns {{typed: string, range: Range} | null} */
function begun() {
  const selection = getSelection();
  const node = selection?.focusNode;
  if (!selection?.isCollapsed || !(node instanceof Text)) return null;
  const match = AFTER.exec(node.data.slice(0, selection.focusOffset));
  if (!match) return null;
  const range = document.createRange();
  range.setStart(node, selection.focusOffset - match[1].length);
  range.setEnd(node, selection.focusOffset);
  return { typed: match[1], range };
}

/** @param {HTMLElement} editor */
async function offer(editor) {
  const number = ++asked;
  const found = begun();
  const conversation = editor.closest("[data-composer]")?.getAttribute("data-conversation");
  if (!found || !conversation) return hide();
  try {
    const answer = await fetch(`/conversations/${conversation}/mentionable/?q=${encodeURIComponent(found.typed)}`, { headers: { "HX-Request": "true" }, redirect: "error" });
    if (!answer.ok || number !== asked) return;
    show(editor, await answer.text(), found.range);
  } catch {
    hide();
  }
}

/** @param {HTMLElement} editor @param {string} html @param {Range} range */
function show(editor, html, range) {
  const list = document.getElementById(LIST) ?? document.body.appendChild(document.createElement("div"));
  list.id = LIST;
  list.className = "completions mentionable";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", document.getElementById("mention-words")?.textContent ?? "");
  list.innerHTML = html;
  list.hidden = !list.childElementCount;
  const { left, bottom } = range.getBoundingClientRect();
  list.style.insetInlineStart = `${Math.max(8, Math.min(left, innerWidth - 250))}px`;
  list.style.insetBlockStart = `${Math.min(bottom + 4, innerHeight - list.offsetHeight - 8)}px`;
  editor.setAttribute("aria-controls", LIST);
  choose(editor, options()[0] ?? null);
}

/** @returns {HTMLElement[]} */
function options() {
  return /** @type {HTMLElement[]} */ ([...document.querySelectorAll(`#${LIST}:not([hidden]) [role=option]`)]);
}

/** @param {KeyboardEvent} event @param {HTMLElement} editor */
function onKey(event, editor) {
  const all = options();
  if (!all.length) return;
  const at = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") hide();
  else if (step) choose(editor, all[(at + step + all.length) % all.length]);
  else if ((event.key === "Enter" && !event.ctrlKey && !event.metaKey) || event.key === "Tab") take(all[Math.max(at, 0)]);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** @param {HTMLElement} editor @param {HTMLElement | null} chosen */
function choose(editor, chosen) {
  for (const one of options()) one.setAttribute("aria-selected", String(one === chosen));
  if (chosen) editor.setAttribute("aria-activedescendant", chosen.id);
  else editor.removeAttribute("aria-activedescendant");
}

/** @param {HTMLElement} option */
function take(option) {
  const found = begun();
  hide();
  if (!found) return;
  const selection = getSelection();
  selection?.removeAllRanges();
  selection?.addRange(found.range);
  document.execCommand("insertText", false, `${option.dataset.insert} `); // the browser's own undo knows of it
}

function hide() {
  asked += 1;
  const list = document.getElementById(LIST);
  if (list) list.hidden = true;
  document.querySelector("[data-editor][aria-activedescendant]")?.removeAttribute("aria-activedescendant");
}
