// Hover or focus lights a claim's words for its card, and the card for its words. Both carry the claim's id.
"use strict";

const page = document.querySelector(".report");
const byId = new Map();
for (const element of page.querySelectorAll(".card[data-id], .text [data-ids]")) {
  for (const id of (element.dataset.id ?? element.dataset.ids).split(" ")) {
    if (!byId.has(id)) byId.set(id, []);
    byId.get(id).push(element);
  }
}

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
page.addEventListener("mouseleave", () => light([]));
page.addEventListener("focusin", (event) => light(idsAt(event.target)));
page.addEventListener("focusout", () => light([]));

// A click on marked words leads to the card of the narrowest claim over them.
page.addEventListener("click", (event) => {
  const words = event.target.closest(".text [data-ids]");
  if (!words || !getSelection().isCollapsed) return;
  const length = (id) => byId.get(id).filter((x) => x.dataset.ids).reduce((sum, x) => sum + x.textContent.length, 0);
  const cards = words.dataset.ids
    .split(" ")
    .filter((id) => byId.get(id).some((x) => x.dataset.id))
    .sort((one, other) => length(one) - length(other));
  if (!cards.length) return;
  const card = byId.get(cards[0]).find((x) => x.dataset.id);
  card.scrollIntoView({ block: "nearest" });
  card.querySelector("a")?.focus({ preventScroll: true });
});
