// The stored text line by line: headings, numbers, run-in titles, what was cited, what was cut out.

import { element } from "./dom.js";
import { pieces } from "./text.js";

/** The document's contents, folded; nothing for a document without headings. */
export function contentsElement({ sections }) {
  if (sections.length < 2) return [];
  const items = sections.map((section) =>
    element(
      "li",
      { class: `level-${Math.min(section.level, 3)}` },
      element("button", { type: "button", onclick: () => jump(section.start) }, section.mark + section.title),
    ),
  );
  return [
    element("details", {}, element("summary", {}, `目录 · ${sections.length} 节`), element("ol", {}, ...items)),
  ];
}

/** The text's paragraphs; those within `range` carry the class `is-cited`. */
export function paperElements(stored, { range, marked }) {
  const { characters } = stored;
  const starts = byLine(characters.lines(), stored);
  let first = true;
  return starts.flatMap((line) => {
    const cited = range && line.start < range[1] && line.end > range[0];
    const made = lineElement(line, stored, marked);
    if (cited) {
      made.classList.add("is-cited");
      if (first) made.prepend(element("span", { class: "unseen" }, "所引条文："));
      if (first) made.tabIndex = -1;
      first = false;
    }
    const before = line.cuts.filter((cut) => cut.at <= line.start);
    return [...before.map(cutElement), made];
  });
}

function byLine(lines, { sections, clauses, removed }) {
  const made = lines.map(([start, end], index) => {
    const within = (each) => each.start >= start && each.start < end;
    return {
      start,
      end,
      first: index === 0,
      section: sections.find((each) => within(each) && each.end <= end),
      clauses: clauses.filter(within),
      cuts: [],
    };
  });
  for (const cut of removed) {
    const line = made.find((each) => cut.at <= each.end) ?? made.at(-1);
    if (line && cut.text.trim()) line.cuts.push(cut);
  }
  return made;
}

function lineElement(line, { characters, title }, marked) {
  const inside = line.cuts.filter((cut) => cut.at > line.start);
  const ranges = [
    ...marked.map(([start, end]) => [start, end, "mark"]),
    ...line.clauses.flatMap((clause) => clauseRanges(line, clause)),
    ...inside.map((cut) => [cut.at, cut.at, ""]), // an edge, nothing to cover
  ];
  const children = pieces(line.start, line.end, ranges).flatMap(([from, to, covering]) => {
    const names = covering.map(([, , name]) => name);
    const text = characters.slice(from, to);
    const piece = names.reduce((inner, name) => element(name, {}, inner), text);
    return [...inside.filter((cut) => cut.at === from).map(cutElement), piece];
  });
  const after = inside.filter((cut) => cut.at >= line.end).map(cutElement);
  return element(tagOf(line), attributesOf(line, characters, title), ...children, ...after);
}

// The number in front, where it begins the line, and the run-in title.
function clauseRanges(line, clause) {
  const ranges = [];
  if (clause === line.clauses[0] && clause.mark) ranges.push([line.start, clause.start, "b"]);
  const headline = Array.from(clause.headline).length;
  if (headline) ranges.push([clause.start, clause.start + headline, "strong"]);
  return ranges;
}

function tagOf({ section }) {
  return section ? `h${Math.min(section.level + 2, 6)}` : "p";
}

function attributesOf(line, characters, title) {
  if (line.section) return { "data-start": line.section.start };
  if (line.first && characters.slice(line.start, line.end) === title) return { class: "title" };
  return line.clauses.length ? { class: "clause" } : {};
}

function cutElement(cut) {
  const removed = element("del", { hidden: true }, cut.text.trim());
  const note = element(
    "button",
    { type: "button", class: "cut", "aria-expanded": "false", onclick: () => toggle(note, removed) },
    "此处已去除非正文内容",
  );
  return element("span", { class: "cut-place" }, note, removed);
}

function toggle(note, removed) {
  removed.hidden = !removed.hidden;
  note.setAttribute("aria-expanded", String(!removed.hidden));
}

function jump(start) {
  const heading = document.querySelector(`[data-start="${start}"]`);
  heading.tabIndex = -1;
  heading.scrollIntoView({ block: "start" });
  heading.focus({ preventScroll: true });
}
