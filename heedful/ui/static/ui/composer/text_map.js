/**
 * The map between what stands in an editable element and its plain text.
 *
 * The server counts in code points, strings here count in UTF-16 units, the page holds nodes.
 * A line may end by "\n", by <br> or by a block that the browser put there; the last line break of
 * a block is a filler that nobody sees and is no part of the text.
 */

const BLOCKS = new Set(
  ("ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DIV DL DT FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN NAV OL P PRE " +
    "SECTION TABLE TBODY TD TFOOT TH THEAD TR UL").split(" "),
);
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;
const ASTRAL = /[\ud800-\udbff][\udc00-\udfff]/;

/**
 * @typedef {object} Segment A stretch of the text and the node it comes from (null: the edge of a block).
 * @property {Text | Element | null} node
 * @property {number} at First unit in the text.
 * @property {number} length
 *
 * @typedef {object} TextMap
 * @property {string} text
 * @property {Segment[]} segments
 * @property {Uint32Array | null | undefined} points Unit of each code point, counted when first asked; null where both counts agree.
 */

/** Text as we keep it: "\n" ends a line, no control characters that nobody can see. @param {string} text */
export function tidy(text) {
  return text.replace(/\r\n?/g, "\n").replace(UNSEEN, "");
}

/** @param {Node} node */
function isBlock(node) {
  return node.nodeType === Node.ELEMENT_NODE && BLOCKS.has(/** @type {Element} */ (node).tagName);
}

/** Leaves (words and <br>) and the edges of blocks, in the order of reading. @param {Element} root */
function* walk(root) {
  let node = /** @type {Node | null} */ (root.firstChild);
  while (node && node !== root) {
    if (isBlock(node)) yield { edge: true, node };
    else if (node.nodeType === Node.TEXT_NODE && /** @type {Text} */ (node).data) yield { edge: false, node };
    else if (node.nodeName === "BR") yield { edge: false, node };
    if (node.firstChild) {
      node = node.firstChild;
      continue;
    }
    while (node && node !== root && !node.nextSibling) {
      if (isBlock(node)) yield { edge: true, node };
      node = node.parentNode;
    }
    if (!node || node === root) return;
    if (isBlock(node)) yield { edge: true, node };
    node = node.nextSibling;
  }
}

/** How much of a leaf is text: its last line break is a filler when nothing follows on that line.
 * @param {Node} node @param {boolean} isLast */
function visibleLength(node, isLast) {
  if (node.nodeName === "BR") return isLast ? 0 : 1;
  const words = /** @type {Text} */ (node).data;
  return isLast && words.endsWith("\n") ? words.length - 1 : words.length;
}

/** Read an editable element. @param {Element} root @returns {TextMap} */
export function readText(root) {
  const steps = [...walk(root)];
  /** @type {Segment[]} */
  const segments = [];
  let text = "";
  let hasLine = false;
  let isAtEdge = false;
  steps.forEach(({ edge, node }, index) => {
    if (edge) {
      isAtEdge = true;
      return;
    }
    if (isAtEdge && hasLine) {
      segments.push({ node: null, at: text.length, length: 1 });
      text += "\n";
    }
    isAtEdge = false;
    hasLine = true;
    const next = steps[index + 1];
    const length = visibleLength(node, !next || next.edge);
    segments.push({ node: /** @type {Text | Element} */ (node), at: text.length, length });
    text += node.nodeName === "BR" ? "\n".repeat(length) : /** @type {Text} */ (node).data.slice(0, length);
  });
  return { text, segments, points: undefined };
}

/** @param {string} text @returns {Uint32Array | null} */
function unitsOfPoints(text) {
  if (!ASTRAL.test(text)) return null;
  const units = [];
  let unit = 0;
  for (const point of text) {
    units.push(unit);
    unit += point.length;
  }
  units.push(unit);
  return Uint32Array.from(units);
}

/** The UTF-16 unit at which a code point starts. @param {TextMap} map @param {number} point */
export function unitOf(map, point) {
  if (map.points === undefined) map.points = unitsOfPoints(map.text);
  if (!map.points) return Math.max(0, Math.min(point, map.text.length));
  return map.points[Math.max(0, Math.min(point, map.points.length - 1))];
}

/** How many code points a text has. @param {string} text */
export function countPoints(text) {
  return ASTRAL.test(text) ? [...text].length : text.length;
}

/** The place in the page of a unit of the text; `leansBack` chooses the end of a node over the start of the next.
 * @param {TextMap} map @param {Element} root @param {number} unit @param {boolean} leansBack
 * @returns {[Node, number]} */
function placeOf(map, root, unit, leansBack) {
  const within = map.segments.filter((one) => one.node && one.at <= unit && unit <= one.at + one.length);
  const segment = leansBack ? within[0] : within[within.length - 1];
  if (!segment?.node) return [root, unit === 0 ? 0 : root.childNodes.length];
  if (segment.node.nodeType === Node.TEXT_NODE) return [segment.node, unit - segment.at];
  const parent = /** @type {Element} */ (segment.node.parentNode);
  const index = [...parent.childNodes].indexOf(/** @type {ChildNode} */ (segment.node));
  return [parent, index + (unit - segment.at)];
}

/** A live range over units of the text. @param {TextMap} map @param {Element} root @param {number} start @param {number} end */
export function rangeOfUnits(map, root, start, end) {
  const range = document.createRange();
  range.setStart(...placeOf(map, root, start, start === end));
  range.setEnd(...placeOf(map, root, end, true));
  return range;
}

/** A live range over code points, as the server counts. @param {TextMap} map @param {Element} root @param {number} start @param {number} end */
export function rangeOfPoints(map, root, start, end) {
  return rangeOfUnits(map, root, unitOf(map, start), unitOf(map, end));
}

/** The unit of the text at a place in the page. @param {TextMap} map @param {Element} root @param {Node} node @param {number} offset */
export function unitAt(map, root, node, offset) {
  const own = map.segments.find((one) => one.node === node);
  if (own && node.nodeType === Node.TEXT_NODE) return own.at + Math.min(offset, own.length);
  const child = node.childNodes[offset];
  const last = child ?? lastWithin(node, root);
  const next = map.segments.find((one) => one.node && (child ? isAtOrAfter(one.node, child) : isAfter(one.node, last)));
  return next ? next.at : map.text.length;
}

/** @param {Node} node @param {Element} root */
function lastWithin(node, root) {
  let last = node;
  while (last.lastChild) last = last.lastChild;
  return last ?? root;
}

/** @param {Node} one @param {Node} other */
function isAfter(one, other) {
  return one !== other && Boolean(other.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
}

/** @param {Node} one @param {Node} other */
function isAtOrAfter(one, other) {
  return one === other || isAfter(one, other);
}

/** Put a text into the element; a last empty line needs a filler to be seen. @param {Element} root @param {string} text */
export function writeText(root, text) {
  const kept = tidy(text);
  root.replaceChildren(...(kept ? [kept] : []));
  if (kept.endsWith("\n")) root.append(document.createElement("br"));
}
