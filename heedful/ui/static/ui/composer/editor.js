/** The place to write: plain text in an editable element, mirrored into the form's own field. */
import { rangeOfUnits, readText, tidy, unitAt, writeText } from "./text_map.js";

const UNTIDY = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

/** Replace what is selected so that the browser's own undo knows of it. @param {string} text */
function type(text) {
  const command = text ? "insertText" : "delete";
  if (document.execCommand(command, false, text)) return;
  const selection = getSelection();
  if (!selection?.rangeCount) return;
  const range = selection.getRangeAt(0);
  range.deleteContents();
  if (text) range.insertNode(document.createTextNode(text));
  range.collapse(false);
}

export class Editor {
  /** @param {HTMLElement} root The editable element. @param {HTMLTextAreaElement} field @param {AbortSignal} signal */
  constructor(root, field, signal) {
    this.root = root;
    this.field = field;
    this.isComposing = false;
    /** Where the caret last was; it moves along with what is typed. @type {Range | null} */
    this.last = null;
    /** @type {() => void} */
    this.onChange = () => undefined;
    this.isPlain = this.#open();
    writeText(root, field.value);
    this.#listen(signal);
  }

  /** @returns {boolean} Whether the browser itself keeps the text plain. */
  #open() {
    this.root.contentEditable = "true";
    try {
      this.root.contentEditable = "plaintext-only";
    } catch {
      return false;
    }
    return this.root.contentEditable === "plaintext-only";
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    const on = (/** @type {string} */ name, /** @type {(event: any) => void} */ act) =>
      this.root.addEventListener(name, act, { signal });
    on("compositionstart", () => { this.isComposing = true; });
    on("compositionend", () => {
      this.isComposing = false;
      this.#changed();
    });
    on("input", () => this.isComposing || this.#changed());
    on("focus", () => this.#returnCaret());
    document.addEventListener("selectionchange", () => this.#remember(), { signal });
    on("paste", (event) => this.#paste(event));
    on("drop", (event) => this.#drop(event));
    if (!this.isPlain) on("beforeinput", (event) => this.#keepPlain(event));
  }

  #remember() {
    const selection = getSelection();
    if (selection?.rangeCount && this.root.contains(selection.focusNode)) this.last = selection.getRangeAt(0).cloneRange();
  }

  /** Coming back by key or by script, one goes on where one was, or at the end; a pointer then chooses its own place. */
  #returnCaret() {
    const isInside = this.last && this.root.contains(this.last.startContainer);
    const range = isInside && this.last ? this.last : document.createRange();
    if (!isInside) {
      range.selectNodeContents(this.root);
      range.collapse(false);
    }
    this.#select(range);
  }

  #changed() {
    this.field.value = this.map().text;
    this.onChange();
  }

  /** The browser's own paste is quick and plain; we step in where it would not be. @param {ClipboardEvent} event */
  #paste(event) {
    const words = event.clipboardData?.getData("text/plain") ?? "";
    if (this.isPlain && !UNTIDY.test(words)) return;
    event.preventDefault();
    if (words) type(tidy(words));
  }

  /** @param {DragEvent} event */
  #drop(event) {
    const words = event.dataTransfer?.getData("text/plain") ?? "";
    if (this.isPlain && !UNTIDY.test(words)) return;
    event.preventDefault();
    const spot = document.caretRangeFromPoint?.(event.clientX, event.clientY);
    if (spot) getSelection()?.setBaseAndExtent(spot.startContainer, spot.startOffset, spot.startContainer, spot.startOffset);
    type(tidy(words));
  }

  /** @param {InputEvent} event */
  #keepPlain(event) {
    if (event.inputType.startsWith("format")) event.preventDefault();
    if (event.inputType !== "insertParagraph") return;
    event.preventDefault();
    document.execCommand("insertLineBreak");
  }

  map() {
    return readText(this.root);
  }

  get text() {
    return this.map().text;
  }

  /** Begin with another text than the server had. @param {string} text */
  start(text) {
    writeText(this.root, text);
    this.field.value = this.text;
  }

  /** Put another text in place of this one; the writer can undo it. @param {string} text */
  replaceAll(text) {
    this.root.focus();
    getSelection()?.selectAllChildren(this.root);
    type(tidy(text));
    this.#changed();
  }

  /** What is selected, or the place of the caret; the end of the text when the caret is elsewhere. */
  selected() {
    const map = this.map();
    const selection = getSelection();
    const isHere = selection?.rangeCount && this.root.contains(selection.anchorNode) && this.root.contains(selection.focusNode);
    const range = isHere ? selection.getRangeAt(0) : this.last && this.root.contains(this.last.startContainer) ? this.last : null;
    const start = range ? unitAt(map, this.root, range.startContainer, range.startOffset) : map.text.length;
    const end = range ? unitAt(map, this.root, range.endContainer, range.endOffset) : start;
    return { text: map.text.slice(start, end), start, end };
  }

  /** The whole lines that a stretch touches. @param {number} start @param {number} end */
  linesAround(start, end) {
    const { text } = this;
    const first = text.lastIndexOf("\n", start - 1) + 1;
    const next = text.indexOf("\n", end);
    const last = next < 0 ? text.length : next;
    return { text: text.slice(first, last), start: first, end: last };
  }

  /** Write over a stretch; what is selected then begins and ends so far into what was written.
   * @param {number} start @param {number} end @param {string} text @param {number} last @param {number} [first] */
  put(start, end, text, last, first = last) {
    this.root.focus({ preventScroll: true });
    this.#select(rangeOfUnits(this.map(), this.root, start, end));
    type(text);
    this.#select(rangeOfUnits(this.map(), this.root, start + first, start + last));
    this.#changed();
  }

  /** On a line of its own at the caret. @param {string} text */
  insert(text) {
    const { start, end } = this.selected();
    const before = this.text.slice(0, start);
    const made = `${before && !before.endsWith("\n") ? "\n\n" : ""}${text}\n\n`;
    this.put(start, end, made, made.length);
  }

  /** Write `text` over a range and leave the caret where the writer had it. @param {Range} range @param {string} text */
  replace(range, text) {
    const before = this.map();
    const start = unitAt(before, this.root, range.startContainer, range.startOffset);
    const end = unitAt(before, this.root, range.endContainer, range.endOffset);
    const caret = this.caret(before) ?? end;
    this.root.focus({ preventScroll: true });
    this.#select(rangeOfUnits(before, this.root, start, end));
    type(text);
    const kept = caret <= start ? caret : caret >= end ? caret + text.length - (end - start) : start + text.length;
    this.#select(rangeOfUnits(this.map(), this.root, kept, kept));
    this.#changed();
  }

  /** Where the caret is, in units of the text; null when it is elsewhere on the page. @param {import("./text_map.js").TextMap} map */
  caret(map) {
    const selection = getSelection();
    const node = selection?.focusNode;
    if (!node || !this.root.contains(node)) return null;
    return unitAt(map, this.root, node, selection.focusOffset);
  }

  /** @param {Range} range */
  #select(range) {
    const selection = getSelection();
    selection?.removeAllRanges();
    selection?.addRange(range);
  }
}
