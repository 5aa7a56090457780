// The words of a mark, shown beneath the axis while it is pointed at or focused. Without this script a mark leads to
// the same words further down.
"use strict";

const said = document.getElementById("said");
const chart = document.querySelector(".chart");

function show(mark) {
  const step = document.getElementById(`step-${mark.dataset.step}`);
  if (!step || said.dataset.step === mark.dataset.step) return;
  said.dataset.step = mark.dataset.step;
  said.className = `said ${step.className}`;
  said.replaceChildren(...Array.from(step.cloneNode(true).childNodes));
  said.hidden = false;
  for (const other of chart.querySelectorAll(".lit")) other.classList.remove("lit");
  mark.classList.add("lit");
}

if (chart && said) {
  for (const kind of ["pointerover", "focusin"]) {
    chart.addEventListener(kind, (event) => {
      const mark = event.target.closest("[data-step]");
      if (mark) show(mark);
    });
  }
  // The card takes the focus, so that whoever goes on with the keyboard goes on from its words.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#step-"]');
    const step = link && document.getElementById((link.getAttribute("href") || "").slice(1));
    if (step) requestAnimationFrame(() => step.focus());
  });
}
