// The map is drawn where the browser can; where it cannot, the list says the same and no button promises more.
const atlas = document.getElementById("atlas");

function without() {
  atlas.hidden = true;
  document.getElementById("no-map").hidden = false;
  for (const button of document.querySelectorAll(".show-on-map")) button.hidden = true;
}

if (document.createElement("canvas").getContext("webgl2")) {
  atlas.hidden = false;
  import(atlas.dataset.script).catch(without);
} else {
  without();
}
