// Keys for going through claims, and what forms in cards need: focus that stays, words taken from the text.
"use strict";

const cards = () => [...document.querySelectorAll(".card[data-id]")];
const keysOn = document.getElementById("keys-on");
const dialog = document.getElementById("keys");
keysOn.checked = localStorage.getItem("keys") !== "off";
keysOn.addEventListener("change", () => localStorage.setItem("keys", keysOn.checked ? "on" : "off"));
for (const button of document.querySelectorAll('[data-open="keys"]')) {
  button.hidden = false;
  button.addEventListener("click", () => dialog.showModal());
}

function current() {
  const held = document.activeElement?.closest(".card[data-id]");
  if (held) return held;
  const all = cards();
  return all.length === 1 ? all[0] : null;
}

function go(card) {
  if (!card) return;
  card.focus({ preventScroll: true });
  const at = card.getBoundingClientRect();
  if (at.top < 80 || at.bottom > innerHeight - 40) card.scrollIntoView({ block: at.height > innerHeight - 160 ? "start" : "center" });
}

function step(by) {
  const all = cards();
  const at = all.indexOf(current());
  if (at >= 0) return go(all[at + by]);
  go(all.find((card) => card.getBoundingClientRect().bottom > 80) ?? all[0]);
}

function press(key) {
  const held = current();
  const button = held?.querySelector(`[data-key="${key}"]`) ?? document.querySelector(`[data-page-key~="${key}"]`);
  if (!button) return false;
  button.click();
  if (key === "r") held?.querySelector(".reason input:not([type=hidden])")?.focus();
  return true;
}

function close(card) {
  card.querySelector(".slot")?.replaceChildren();
  for (const open of card.querySelectorAll("details[open]")) open.open = false;
  card.focus({ preventScroll: true });
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || dialog.open) return;
  if (event.key === "Escape") {
    const card = event.target.closest?.(".card[data-id]");
    if (card) close(card);
    return;
  }
  if (event.target.matches?.("input:not([type=checkbox]), textarea, select") || !keysOn.checked) return;
  let done = true;
  if (event.key === "?") dialog.showModal();
  else if (event.key === "j" && !document.querySelector('[data-page-key~="j"]')) step(1);
  else if (event.key === "k" && !document.querySelector('[data-page-key~="j"]')) step(-1);
  else if (event.key === "t") current()?.querySelector(".show")?.click();
  else if (/^[a-z]$/.test(event.key)) done = press(event.key);
  else done = false;
  if (done) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const cancel = event.target.closest(".slot .cancel");
  if (cancel) {
    event.preventDefault();
    close(cancel.closest(".card"));
  }
});

// What was selected in the text last, as offsets of the report: a button in a form takes it from here.
let selected = null;
document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  const text = document.getElementById("text");
  if (selection.rangeCount === 0 || selection.isCollapsed || !text) return;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return;
  const before = document.createRange();
  before.setStart(text, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const words = range.toString();
  const gap = words.length - words.trimStart().length;
  selected = { start: [...before.toString()].length + gap, words: words.trim() };
});

document.addEventListener("click", (event) => {
  const take = event.target.closest(".take");
  if (!take || !selected?.words) return;
  const into = document.getElementById(take.dataset.into);
  into.value = selected.words;
  into.form.elements[`${into.name}.start`].value = selected.start;
  into.focus();
});

// A correction draws the record anew: the reader stays at the claim, or where it is gone at the one after it.
let acted = null;
document.body.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.requestConfig.verb !== "post") return;
  const card = event.target.closest(".card[data-id]");
  const all = cards();
  acted = card && { id: card.id, next: all[all.indexOf(card) + 1]?.id, top: card.getBoundingClientRect().top };
});

document.body.addEventListener("htmx:afterSettle", (event) => {
  for (const button of document.querySelectorAll(".take[hidden]")) button.hidden = !document.getElementById("text");
  const slot = event.detail.target?.closest?.(".slot");
  if (slot) {
    const first = slot.querySelector('.problem, select, input:not([type="hidden"]), textarea, .cancel');
    slot.scrollIntoView({ block: "nearest" });
    if (first?.matches(".problem")) first.tabIndex = -1;
    first?.focus({ preventScroll: true });
    return;
  }
  if (!acted) return;
  const card = document.getElementById(acted.id);
  const held = card?.dataset.id ? card : document.getElementById(acted.next) ?? cards()[0];
  if (held) {
    const wanted = Math.max(90, Math.min(acted.top, innerHeight / 2));
    scrollBy({ top: held.getBoundingClientRect().top - wanted, behavior: "instant" });
    held.focus({ preventScroll: true });
  }
  acted = null;
});
