// A document as it is stored, with a clause shown in its place.

import { Failure, get } from "./api.js";
import { byId, element } from "./dom.js";
import { contentsElement, paperElements } from "./paper.js";
import { Characters } from "./text.js";

let shown = null; // the document on the page: { source, text, sections, clauses, … }
let wanted = null;

/** Show the document that `place` names, scrolled to its range. */
export async function open(place) {
  wanted = place;
  try {
    if (shown?.source !== place.source) {
      byId("reader-title").textContent = "正在打开…";
      byId("contents").replaceChildren();
      byId("paper").replaceChildren();
    }
    shown = await load(place.source);
    if (wanted === place) render(place);
  } catch (error) {
    if (wanted === place) fail(place, error);
  }
}

/** Forget what was wanted; the document stays for the next time. */
export function close() {
  wanted = null;
}

async function load(source) {
  const listed = (await get("/api/documents")).find((each) => each.source === source);
  if (!listed) throw new Failure("这份文件已经不在了，可能改了名或撤下了。", { retry: false });
  if (listed.id === shown?.id) return shown; // the id names the version
  const path = `/api/documents/${encodeURIComponent(listed.id)}`;
  const [stored, outline] = await Promise.all([get(path), get(`${path}/outline`)]);
  return { ...outline, ...stored, path, characters: new Characters(stored.text) };
}

function render(place) {
  byId("reader-title").textContent = shown.title;
  const original = byId("original");
  original.href = `${shown.path}/original`;
  original.hidden = false;
  const known = place.range && isKnown(place.range);
  const noted = known ? place : { range: null, marked: [] };
  byId("contents").replaceChildren(...contentsElement(shown));
  byId("paper").replaceChildren(
    place.range && !known ? movedElement() : "",
    ...paperElements(shown, noted),
  );
  const target = byId("paper").querySelector(".is-cited");
  if (target) {
    target.scrollIntoView({ block: target.clientHeight > innerHeight * 0.6 ? "start" : "center" });
    target.focus({ preventScroll: true });
  } else {
    byId("paper-scroll").scrollTop = 0;
    byId("back").focus({ preventScroll: true });
  }
}

// A place of an older version of the file, as in a kept link, is not guessed at.
function isKnown([start, end]) {
  return [...shown.clauses, ...shown.sections].some((each) => each.start === start && end <= each.end);
}

function movedElement() {
  return element("p", { class: "failure", role: "status" }, "文件更新过，原来的位置已经对不上；请重新提问来找到这一条。");
}

function fail(place, error) {
  shown = null;
  const known = error instanceof Failure;
  byId("reader-title").textContent = "没能打开文件";
  byId("original").hidden = true;
  byId("contents").replaceChildren();
  const again = element(
    "button",
    { type: "button", class: "retry", onclick: () => open(place) },
    "重试",
  );
  byId("paper").replaceChildren(
    element(
      "div",
      { class: "failure", role: "alert" },
      element("p", {}, known ? error.message : "页面出错，请重试。"),
      known && !error.retry ? null : again,
    ),
  );
}
