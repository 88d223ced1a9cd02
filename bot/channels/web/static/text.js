// Offsets of the server count characters; a JavaScript string counts UTF-16 units.

/** A text that is cut by character offsets. */
export class Characters {
  constructor(text) {
    this.text = text;
    this.points = /[\ud800-\udbff]/.test(text) ? Array.from(text) : null;
    this.length = this.points ? this.points.length : text.length;
  }

  slice(start, end) {
    return this.points ? this.points.slice(start, end).join("") : this.text.slice(start, end);
  }

  /** The offset of `part`, or -1. */
  find(part) {
    const units = this.text.indexOf(part);
    return units < 0 || !this.points ? units : Array.from(this.text.slice(0, units)).length;
  }

  /** [start, end] of every line that has a character. */
  lines() {
    const found = [];
    let start = 0;
    for (const line of this.text.split("\n")) {
      const end = start + (this.points ? Array.from(line).length : line.length);
      if (end > start) found.push([start, end]);
      start = end + 1;
    }
    return found;
  }
}

/** [start, end, ranges that cover it] for the pieces that `ranges` cut [start, end] into. */
export function pieces(start, end, ranges) {
  const edges = new Set([start, end]);
  for (const [from, to] of ranges) {
    for (const edge of [from, to]) if (edge > start && edge < end) edges.add(edge);
  }
  const sorted = [...edges].sort((a, b) => a - b);
  return sorted.slice(1).map((to, index) => {
    const from = sorted[index];
    return [from, to, ranges.filter((range) => range[0] <= from && to <= range[1])];
  });
}
