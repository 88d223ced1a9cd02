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
  help: "说明",
  clarify: "需要再问一句",
};
const OWNERS = { named: "已写明", indirect: "只有间接表述", not_named: "原文未写明" };
const OPENING = 8; // characters of a quote that tell a line which begins with it
const LEAST = 4;
const LEAD_IN = 16; // at most so many before them: the clause's number
const QUOTED_BELOW = 3; // more sources than these are listed by their first words

/** The whole answer. */
export function answerElement(answer) {
  const quoted = answer.citations.filter(({ quote }) => quote && answer.answer.includes(quote));
  const left = { quoted, others: answer.citations.filter((each) => !quoted.includes(each)) };
  const blocks = withoutSources(answer)
    .split(/\n{2,}/)
    .flatMap((block) => (block.trim() ? blockElements(block, left) : []));
  const below = [...left.quoted, ...left.others];
  const titles = new Set(answer.citations.map((citation) => citation.document));
  return element(
    "div",
    { class: `answer is-${answer.kind}` },
    element("p", { class: "kind" }, kindText(answer)),
    ...blocks,
    ...sourcesBelow(below, answer.citations.length),
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
  const citation = left.quoted.find(({ quote }) => block.includes(quote));
  if (!citation) return lineElements(block.split("\n"), left.others);
  left.quoted.splice(left.quoted.indexOf(citation), 1);
  const at = block.indexOf(citation.quote);
  const after = block.slice(at + citation.quote.length).trim();
  return [
    quoteElement(citation, block.slice(0, at)),
    ...(after ? blockElements(after, left) : []),
  ];
}

// Lines like “——《title》五、3（…）” are left out: the links below the quotes say the same.
function withoutSources({ answer, citations }) {
  const bare = (text) => text.replace(/[\p{P}\s]/gu, "");
  const isSource = (line) =>
    line.startsWith("—") &&
    citations.some(({ document, clause, path }) => {
      const rest = [document, ...path].reduce((text, name) => text.replace(name, ""), line);
      return line.includes(document) && bare(clause).startsWith(bare(rest));
    });
  return answer.split("\n").filter((line) => !isSource(line)).join("\n");
}

function lineElements(lines, left) {
  const made = [];
  let words = [];
  const close = () => {
    if (words.length) made.push(element("p", { class: "words" }, words.join("\n")));
    words = [];
  };
  for (const line of lines) {
    const found = opened(line, left);
    if (found) close();
    if (found) made.push(rowElement(found.citation, line, found.lead));
    else words.push(line);
  }
  close();
  return made;
}

// The citation whose quote this line begins, and how many characters stand before it.
function opened(line, left) {
  for (const [index, citation] of left.entries()) {
    const lead = leadIn(line, citation);
    if (lead < 0) continue;
    left.splice(index, 1);
    return { citation, lead };
  }
  return null;
}

function leadIn(line, { clause, quote }) {
  if (line.startsWith(clause)) {
    const lead = clause.length + line.slice(clause.length).search(/\S/);
    if (quote.startsWith(line.slice(lead, lead + LEAST))) return lead;
  }
  for (let lead = 0; lead <= LEAD_IN && lead < line.length; lead += 1) {
    const opening = line.slice(lead, lead + OPENING);
    if (opening.length >= LEAST && quote.startsWith(opening)) return lead;
  }
  return -1;
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
    element(
      "span",
      {},
      element("span", { class: "number" }, line.slice(0, lead)),
      ...markedWords(line.slice(lead), citation),
    ),
  );
}

// A row tells part of its quote, in which the words that answer have other offsets.
function markedWords(text, { quote, start, marked }) {
  const characters = new Characters(quote);
  const words = [...new Set(marked.map(([from, to]) => characters.slice(from - start, to - start)))];
  const ranges = words.flatMap((word) => occurrences(text, word));
  return pieces(0, text.length, ranges).map(([from, to, covering]) => {
    const part = text.slice(from, to);
    return covering.length ? element("mark", {}, part) : part;
  });
}

function occurrences(text, word) {
  const found = [];
  for (let at = text.indexOf(word); word && at >= 0; at = text.indexOf(word, at + word.length)) {
    found.push([at, at + word.length]);
  }
  return found;
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
