// The conversation: a question, then its answer or what went wrong and a way to try again.

import { answerElement } from "./answer.js";
import { Failure, ask } from "./api.js";
import { focusField } from "./composer.js";
import { byId, element } from "./dom.js";

const KEPT = "wence.turns";
const KEEP = 20;
const PATIENCE = 250; // ms before it is said that something is under way

const turns = [];
let busy = false;

/** Ask, and show what comes; nothing happens while an answer is under way. */
export async function put(question) {
  if (!busy) await run(addTurn(question), question);
}

async function run(turn, question) {
  busy = true;
  byId("send").disabled = true;
  try {
    await fill(turn.querySelector(".reply"), question);
  } finally {
    busy = false;
    byId("send").disabled = false;
    turn.scrollIntoView({ block: "start" });
  }
}

/** Show the tab's conversation again after a reload. */
export function restore() {
  try {
    turns.push(...JSON.parse(sessionStorage.getItem(KEPT) ?? "[]"));
  } catch {
    return; // nothing readable was kept
  }
  const log = byId("log");
  log.setAttribute("aria-live", "off");
  for (const { question, answer } of turns) addTurn(question).querySelector(".reply").append(answerElement(answer));
  log.setAttribute("aria-live", "polite");
}

function addTurn(question) {
  const turn = element(
    "article",
    { class: "turn" },
    element("p", { class: "asked" }, element("span", { class: "unseen" }, "问："), question),
    element("div", { class: "reply" }),
  );
  byId("log").append(turn);
  turn.scrollIntoView({ block: "start" });
  return turn;
}

async function fill(place, question) {
  place.setAttribute("aria-busy", "true");
  const waiting = element("p", { class: "waiting" }, "正在查找…");
  const timer = setTimeout(() => place.append(waiting), PATIENCE);
  const streaming = element("div", { class: "words streaming" });
  try {
    const answer = await ask(question, (piece) => {
      clearTimeout(timer);
      if (!streaming.isConnected) place.replaceChildren(streaming);
      streaming.append(piece);
    });
    place.replaceChildren(answerElement(answer));
    keep(question, answer);
  } catch (error) {
    place.replaceChildren(failureElement(place, question, error));
  } finally {
    clearTimeout(timer);
    place.removeAttribute("aria-busy");
  }
}

function failureElement(place, question, error) {
  const known = error instanceof Failure;
  const retry = () => {
    if (busy) return;
    place.replaceChildren();
    focusField();
    run(place.closest(".turn"), question);
  };
  return element(
    "div",
    { class: "failure", role: "alert" },
    element("p", {}, known ? error.message : "页面出错，请重试。"),
    known && !error.retry
      ? null
      : element("button", { type: "button", class: "retry", onclick: retry }, "重试"),
  );
}

function keep(question, answer) {
  turns.push({ question, answer });
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(turns.slice(-KEEP)));
  } catch {
    // Storage is full or switched off: a reload then starts anew.
  }
}
