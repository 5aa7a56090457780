// Hover or focus lights a claim's words for its card, and the card for its words. Both carry the claim's id.
"use strict";

const page = document.querySelector(".report");
const byId = new Map();

function index() {
  byId.clear();
  for (const element of page.querySelectorAll(".card[data-id], .text [data-ids]")) {
    for (const id of (element.dataset.id ?? element.dataset.ids).split(" ")) {
      if (!byId.has(id)) byId.set(id, []);
      byId.get(id).push(element);
    }
  }
}
index();
document.body.addEventListener("htmx:afterSettle", index);

let lit = [];
function light(ids) {
  for (const element of lit) element.classList.remove("lit");
  lit = ids.flatMap((id) => byId.get(id) ?? []);
  for (const element of lit) element.classList.add("lit");
}

function idsAt(target) {
  const element = target.closest("[data-id], [data-ids]");
  if (!element || !page.contains(element)) return [];
  return (element.dataset.id ?? element.dataset.ids).split(" ");
}

page.addEventListener("mouseover", (event) => light(idsAt(event.target)));
page.addEventListener("mouseleave", () => light(idsAt(document.activeElement)));
page.addEventListener("focusin", (event) => {
  light(idsAt(event.target));
  const card = event.target.closest(".card");
  if (card && card === event.target) showWords(card.dataset.id);
});
page.addEventListener("focusout", () => light([]));

// A long text scrolls in its own box to the words of the card that is gone to.
function showWords(id) {
  const box = page.querySelector(".words");
  const words = page.querySelector(`.text [data-ids~="${CSS.escape(id)}"]`);
  if (!words || box.scrollHeight <= box.clientHeight + 1) return;
  const at = words.getBoundingClientRect(), frame = box.getBoundingClientRect();
  if (at.top < frame.top + 60 || at.bottom > frame.bottom - 20) box.scrollTop += at.top - frame.top - frame.height / 3;
}

// A click on marked words leads to the card of the narrowest claim over them; words that are being selected stay.
page.addEventListener("click", (event) => {
  const words = event.target.closest(".text [data-ids]");
  if (!words || !getSelection().isCollapsed) return;
  const length = (id) => byId.get(id).filter((x) => x.dataset.ids).reduce((sum, x) => sum + x.textContent.length, 0);
  const cards = words.dataset.ids
    .split(" ")
    .filter((id) => byId.get(id).some((x) => x.dataset.id))
    .sort((one, other) => length(one) - length(other));
  if (!cards.length) return;
  const card = byId.get(cards[0]).find((x) => x.dataset.id && x.classList.contains("card"));
  if (!card) return;
  card.scrollIntoView({ block: "nearest" });
  card.focus({ preventScroll: true });
});
