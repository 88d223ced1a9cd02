// The field a question is written in.

import { byId } from "./dom.js";

const MOST = 1000;
const WARN = 900;
const TOUCH = "(pointer: coarse)";

/** Call `onAsk` with each question that is sent. */
export function compose(onAsk) {
  const field = byId("question");
  const form = byId("composer");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const question = field.value.trim();
    if (!question || length(question) > MOST || byId("send").disabled) return;
    field.value = "";
    changed(field);
    if (matchMedia(TOUCH).matches) field.blur(); // the keyboard gives way to the answer
    onAsk(question);
  });
  field.addEventListener("input", () => changed(field));
  field.addEventListener("keydown", (event) => {
    // While an input method composes, Enter takes a candidate (229 in older Safari).
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key !== "Enter" || event.shiftKey || composing) return;
    event.preventDefault();
    form.requestSubmit();
  });
  changed(field);
}

/** Put the caret into the field, except where that would raise a keyboard over what is read. */
export function focusField() {
  if (!matchMedia(TOUCH).matches) byId("question").focus({ preventScroll: true });
}

function changed(field) {
  field.style.height = "auto";
  if (field.value) field.style.height = `${field.scrollHeight}px`;
  const count = length(field.value.trim());
  const over = count > MOST;
  field.setAttribute("aria-invalid", String(over));
  byId("hint").textContent = over
    ? `问题请在 ${MOST} 字以内，现在多了 ${count - MOST} 字。长材料可以挑要点来问。`
    : count > WARN
      ? `还可以写 ${MOST - count} 字`
      : "";
}

const length = (text) => Array.from(text).length;
