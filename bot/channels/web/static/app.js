// Starts the page and moves between the conversation and a document.

import { get } from "./api.js";
import { put, restore } from "./chat.js";
import { compose, focusField } from "./composer.js";
import { byId, element } from "./dom.js";
import { addressOf, placeOf } from "./place.js";
import { close, open } from "./reader.js";

const LISTED = 5;
let cameFrom = null;

function show() {
  const place = placeOf(location.hash);
  document.body.classList.toggle("is-reading", Boolean(place));
  byId("reader").hidden = !place;
  if (place) {
    open(place);
    cameFrom?.scrollIntoView({ block: "nearest" }); // beside the document lines break anew
  } else {
    close();
    if (cameFrom?.isConnected) cameFrom.focus({ preventScroll: true });
    else focusField();
    cameFrom = null;
  }
}

function back() {
  // Back through history where we came from the conversation, so that it does not pile up.
  if (cameFrom) history.back();
  else location.hash = "";
}

async function welcome() {
  const [documents, examples] = await Promise.allSettled([
    get("/api/documents"),
    get("/api/examples"),
  ]);
  if (documents.status === "fulfilled") listDocuments(documents.value);
  if (examples.status === "fulfilled") offerExamples(examples.value);
}

function listDocuments(documents) {
  const items = documents
    .slice(0, LISTED)
    .map((each) => element("li", {}, element("a", { href: addressOf({ source: each.source }) }, each.title)));
  const more = documents.length - LISTED;
  if (more > 0) items.push(element("li", { class: "more" }, `等 ${documents.length} 份文件`));
  byId("documents").replaceChildren(...items);
}

function offerExamples(examples) {
  const buttons = examples.map((example) =>
    element("button", { type: "button", onclick: () => put(example) }, example),
  );
  byId("examples").replaceChildren(...buttons);
  byId("examples").hidden = !buttons.length;
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("#chat a[href^='#/doc/']");
  if (link) cameFrom = link;
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && placeOf(location.hash)) back();
});
window.addEventListener("hashchange", show);
byId("back").addEventListener("click", back);
compose(put);
restore();
welcome();
if (placeOf(location.hash)) show();
