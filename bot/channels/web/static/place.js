// Where in a document: kept in the address, so that back, reload and a shared link work.

/** "#/doc/<source>/<start>-<end>/<marked ranges>" for a citation, or for a whole document. */
export function addressOf({ source, start, end, marked = [] }) {
  const parts = ["#", "doc", encodeURIComponent(source)];
  if (start !== undefined) parts.push(`${start}-${end}`);
  if (marked.length) parts.push(marked.map((range) => range.join("-")).join(","));
  return parts.join("/");
}

/** The place that an address names, or null. */
export function placeOf(hash) {
  const [root, kind, source, span, marked] = hash.split("/");
  if (root !== "#" || kind !== "doc" || !source) return null;
  try {
    const [range] = ranges(span);
    return { source: decodeURIComponent(source), range: range ?? null, marked: ranges(marked) };
  } catch {
    return null; // a broken escape
  }
}

function ranges(text = "") {
  return Array.from(text.matchAll(/(\d+)-(\d+)/g), ([, start, end]) => [Number(start), Number(end)]);
}
