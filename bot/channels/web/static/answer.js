// An Answer as elements: its text first, quotes with the words that answer, then the sources.

import { element } from "./dom.js";
import { addressOf } from "./place.js";
import { Characters, pieces } from "./text.js";

const KINDS = {
  clause: "条文",
  section: "整节",
  list: "相关条文",
  owner: "责任单位",
  fact: "条文所载",
  refusal: "文中未见",
  help: "使用说明",
  clarify: "需要再问一句",
};
const OWNERS = { named: "已写明", indirect: "只有间接表述", not_named: "原文未写明" };
const OPENING = 8; // characters of a quote that tell a line which begins with it
const LEAST = 4;
const LEAD_IN = 16; // at most so many before them: the clause's number
const QUOTED_BELOW = 3; // more sources than these are listed by their first words

/** The whole answer. */
export function answerElement(answer) {
  const left = [...answer.citations];
  const blocks = answer.answer.split(/\n{2,}/).flatMap((block) => blockElements(block, left));
  const titles = new Set(answer.citations.map((citation) => citation.document));
  return element(
    "div",
    { class: `answer is-${answer.kind}` },
    element("p", { class: "kind" }, kindText(answer)),
    ...blocks,
    ...sourcesBelow(left, answer.citations.length),
    titles.size ? fromElement([...titles]) : null,
  );
}

function kindText(answer) {
  const kind = KINDS[answer.kind] ?? "";
  const count = answer.citations.length;
  if (answer.owner) return `${kind} · ${OWNERS[answer.owner.status] ?? ""}`;
  return count > 1 && answer.answered ? `${kind} · ${count} 条` : kind;
}

// A block that carries whole quotes, else lines that may begin a quote, else plain words.
function blockElements(block, left) {
  const quoted = left.find((citation) => citation.quote && block.includes(citation.quote));
  if (quoted) {
    left.splice(left.indexOf(quoted), 1);
    const at = block.indexOf(quoted.quote);
    const after = block.slice(at + quoted.quote.length);
    return [
      quoteElement(quoted, block.slice(0, at)),
      ...(after.trim() ? blockElements(after.trim(), left) : []),
    ];
  }
  const lines = block.split("\n");
  const rows = lines.map((line) => opened(line, left));
  if (!rows.some(Boolean)) return [element("p", { class: "words" }, block)];
  return lines.map((line, index) =>
    rows[index] ? rowElement(rows[index].citation, line, rows[index].lead) : element("p", { class: "words" }, line),
  );
}

// The citation whose quote this line begins, and how many characters stand before it.
function opened(line, left) {
  for (let lead = 0; lead <= LEAD_IN && lead < line.length; lead += 1) {
    const opening = line.slice(lead, lead + OPENING);
    const index = left.findIndex(({ quote }) => opening.length >= LEAST && quote.startsWith(opening));
    if (index >= 0) return { citation: left.splice(index, 1)[0], lead };
  }
  return null;
}

function quoteElement(citation, leadIn) {
  return element(
    "figure",
    { class: "quote" },
    element(
      "blockquote",
      {},
      leadIn ? element("span", { class: "number" }, leadIn) : null,
      ...markedText(citation),
    ),
    element("figcaption", {}, citeLink(citation)),
  );
}

function markedText({ quote, start, end, marked }) {
  const characters = new Characters(quote);
  return pieces(start, end, marked).map(([from, to, covering]) => {
    const text = characters.slice(from - start, to - start);
    return covering.length ? element("mark", {}, text) : text;
  });
}

function rowElement(citation, line, lead) {
  return element(
    "a",
    { class: "row", href: addressOf(citation) },
    element("span", { class: "number" }, line.slice(0, lead)),
    line.slice(lead),
  );
}

function citeLink(citation) {
  const label = citation.path.length ? citation.path.join(" › ") : citation.document;
  return element(
    "a",
    { class: "cite", href: addressOf(citation), "aria-label": `在文件中查看 ${citation.clause}` },
    element("span", { class: "label" }, citation.clause),
    element("span", { class: "path" }, label),
    citation.supplement ? element("span", { class: "tag" }, "补充说明") : null,
    citation.page ? element("span", { class: "tag" }, `第 ${citation.page} 页`) : null,
  );
}

function sourcesBelow(left, total) {
  if (!left.length) return [];
  if (left.length <= QUOTED_BELOW) {
    return left.map((citation) => quoteElement(citation, ""));
  }
  const rows = left.map((citation) => 
    rowElement(citation, `${citation.clause} ${citation.quote}`, citation.clause.length),
  );
  return [
    element(
      "details",
      { class: "sources" },
      element("summary", {}, `全部 ${total} 处出处`),
      ...rows,
    ),
  ];
}

function fromElement(titles) {
  return element("p", { class: "from" }, `出自${titles.map((title) => `《${title}》`).join("、")}`);
}
