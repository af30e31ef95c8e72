/** Marks under the words that a finding speaks of: drawn by the browser, so the text and its caret are left alone. */

const NAMES = { advice: "composer-advice", open: "composer-open", holds: "composer-holds" };

/**
 * @typedef {object} Mark
 * @property {string} id Of its finding.
 * @property {number} number As in the list.
 * @property {boolean} holds
 * @property {Range} range Live: it moves with what is typed.
 */

/** Where the rectangle of a range ends in the direction of reading. @param {Range} range @param {boolean} isRightToLeft */
function endOf(range, isRightToLeft) {
  const boxes = range.getClientRects();
  const last = boxes[boxes.length - 1];
  return last ? { x: isRightToLeft ? last.left : last.right, y: last.top } : null;
}

export class Highlights {
  /** @param {HTMLElement} root The editable element. @param {HTMLElement} margin An empty layer above it for the numbers. */
  constructor(root, margin) {
    this.root = root;
    this.margin = margin;
    /** @type {Mark[]} */
    this.marks = [];
    this.openId = "";
    this.isAble = "highlights" in CSS;
  }

  /** @param {Mark[]} marks */
  show(marks) {
    this.marks = marks;
    this.draw();
  }

  /** The finding that is looked at stands on a ground of its own. @param {string} id */
  open(id) {
    this.openId = id;
    this.draw();
  }

  draw() {
    if (this.isAble) {
      const pick = (/** @type {(mark: Mark) => boolean} */ wanted) =>
        new Highlight(...this.marks.filter(wanted).map((mark) => mark.range));
      CSS.highlights.set(NAMES.advice, pick((mark) => !mark.holds));
      CSS.highlights.set(NAMES.holds, pick((mark) => mark.holds));
      CSS.highlights.set(NAMES.open, pick((mark) => mark.id === this.openId));
    }
    this.place();
  }

  /** The small numbers at the end of the words; moved along while one types. */
  place() {
    const frame = this.margin.getBoundingClientRect();
    const isRightToLeft = getComputedStyle(this.root).direction === "rtl";
    this.margin.replaceChildren(...this.marks.filter((mark) => !mark.range.collapsed).flatMap((mark) => {
      const spot = endOf(mark.range, isRightToLeft);
      return spot ? [this.#number(mark, spot.x - frame.left, spot.y - frame.top)] : [];
    }));
  }

  /** @param {Mark} mark @param {number} left @param {number} top */
  #number(mark, left, top) {
    const number = document.createElement("span");
    number.textContent = String(mark.number);
    number.className = mark.holds ? "holds" : "";
    number.style.left = `${left}px`;
    number.style.top = `${top}px`;
    return number;
  }

  /** The finding whose words are at a point of the screen. @param {number} x @param {number} y @returns {string} */
  at(x, y) {
    const hit = this.marks.find((mark) =>
      [...mark.range.getClientRects()].some((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom),
    );
    return hit?.id ?? "";
  }

  clear() {
    this.marks = [];
    if (this.isAble) Object.values(NAMES).forEach((name) => CSS.highlights.delete(name));
    this.margin.replaceChildren();
  }
}
