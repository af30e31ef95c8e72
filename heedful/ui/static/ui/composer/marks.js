/** Buttons and keys that write marks around what is selected: **bold**, lists, links. The text stays plain. */

/** @type {Record<string, [string, string]>} */
const AROUND = { bold: ["**", "**"], italic: ["*", "*"], code: ["`", "`"], link: ["[", "](https://)"] };
const BEFORE = { list: "- ", numbers: "1. ", quote: "> " };

/** @param {string} text @param {string} start */
function starts(text, start) {
  const lines = text.split("\n");
  const has = lines.every((line) => line.startsWith(start));
  return lines.map((line, index) => {
    if (has) return line.slice(start.length);
    return start === "1. " ? `${index + 1}. ${line}` : start + line;
  }).join("\n");
}

/** @param {string} text @param {[string, string]} marks */
function around(text, [before, after]) {
  const isMarked = text.length > before.length + after.length && text.startsWith(before) && text.endsWith(after);
  return isMarked ? text.slice(before.length, -after.length) : before + text + after;
}

export class Marks {
  /** @param {HTMLElement} bar @param {import("./editor.js").Editor} editor @param {Record<string, (button: HTMLElement) => void>} other @param {AbortSignal} signal */
  constructor(bar, editor, other, signal) {
    this.bar = bar;
    this.editor = editor;
    // The button must not take the selection away from the text.
    bar.addEventListener("mousedown", (event) => event.preventDefault(), { signal });
    bar.addEventListener("click", (event) => {
      const button = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("button"));
      if (button?.dataset.mark) this.write(button.dataset.mark);
      else if (button) Object.keys(other).forEach((name) => name in button.dataset && other[name](button));
    }, { signal });
    bar.addEventListener("keydown", (event) => this.#move(event), { signal });
    editor.root.addEventListener("keydown", (event) => this.#key(event), { signal });
  }

  /** One stop for Tab; arrows go on from there. @param {KeyboardEvent} event */
  #move(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const buttons = /** @type {HTMLElement[]} */ ([...this.bar.querySelectorAll("button")]);
    const at = buttons.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const next = buttons[(at + step + buttons.length) % buttons.length];
    buttons.forEach((one) => { one.tabIndex = one === next ? 0 : -1; });
    next.focus();
    event.preventDefault();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
    const mark = { b: "bold", i: "italic" }[event.key.toLowerCase()];
    if (!mark || event.shiftKey) return;
    event.preventDefault();
    this.write(mark);
  }

  /** @param {string} name */
  write(name) {
    const { editor } = this;
    const { text, start, end } = editor.selected();
    const lead = BEFORE[/** @type {keyof typeof BEFORE} */ (name)];
    if (!lead) {
      const marks = name === "code" && text.includes("\n") ? /** @type {[string, string]} */ (["```\n", "\n```"]) : AROUND[name];
      const made = around(text, marks);
      // Without a selection the caret goes between the marks; of a link its address is chosen next.
      const inside = text ? made.length : marks[0].length;
      editor.put(start, end, made, name === "link" && text ? made.length - 1 : inside);
      return;
    }
    const whole = editor.linesAround(start, end);
    const made = starts(whole.text, lead);
    editor.put(whole.start, whole.end, made, made.length, start === end ? made.length : 0);
  }
}
