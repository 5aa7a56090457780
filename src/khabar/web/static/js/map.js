// Circles over outlines of countries: fetched as filters and days say, clustered where they are close.
import * as maplibregl from "/static/vendor/maplibre-gl/maplibre-gl.mjs";

const box = document.getElementById("map");
const said = JSON.parse(document.getElementById("said").textContent);
const rtl = document.documentElement.dir === "rtl";
const locale = rtl ? "ar-u-nu-arab-ca-gregory" : "en-GB";
const number = new Intl.NumberFormat(locale);
const days = new Intl.DateTimeFormat(locale, { day: "numeric", month: rtl ? "long" : "short", year: "numeric", timeZone: "UTC" });
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const given = new URLSearchParams(location.search);
const ofPlaces = given.get("what") === "places";
const DAY = 86_400_000;
const CLASSES = [4, 3, 2, 1];
const spoken = document.getElementById("spoken");

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

// --- the map

const dominant = () => {
  const counts = CLASSES.map((n) => ["coalesce", ["get", `c${n}`], 0]);
  const most = ["max", ...counts];
  return ["case", ...CLASSES.flatMap((n, at) => [["==", counts[at], most], colour(`--c${n}`)]), colour("--c4")];
};
const paint = () => ({
  "circle-color": ofPlaces ? colour("--named") : dominant(),
  "circle-radius": ["interpolate", ["linear"], ["sqrt", ["get", "n"]], 1, 5, 5, 11, 15, 20, 40, 34],
  "circle-opacity": 0.82,
  "circle-stroke-width": 1.2,
  "circle-stroke-color": colour("--sheet"),
});

const map = new maplibregl.Map({
  container: box,
  style: { version: 8, sources: {}, layers: [{ id: "sea", type: "background", paint: { "background-color": colour("--sea") } }] },
  center: [38, 27],
  zoom: 2.6,
  minZoom: 0.6,
  maxZoom: 11,
  attributionControl: false,
  dragRotate: false,
  pitchWithRotate: false,
  cooperativeGestures: false,
  locale: Object.fromEntries(Object.entries(said).filter(([name]) => name.includes("."))),
  fadeDuration: 0,
  canvasContextAttributes: { preserveDrawingBuffer: true }, // or the map would be empty on paper
});
map.touchZoomRotate.disableRotation();
map.scrollZoom.disable();
map.addControl(new maplibregl.NavigationControl({ showCompass: false }), rtl ? "top-left" : "top-right");
map.getCanvas().setAttribute("aria-label", box.getAttribute("aria-label"));
// The wheel scrolls the page until the map has been clicked or reached by the keyboard, or with Ctrl.
map.getCanvas().addEventListener("focus", () => map.scrollZoom.enable());
map.getCanvas().addEventListener("blur", () => map.scrollZoom.disable());
box.addEventListener("wheel", (event) => { if (event.ctrlKey) map.scrollZoom.enable(); }, { capture: true, passive: true });

function address(path, more = {}) {
  const asked = new URLSearchParams(given);
  for (const name of ["where", "offset", "limit"]) asked.delete(name);
  for (const [name, value] of Object.entries(more)) asked.set(name, value);
  return asked.size ? `${path}?${asked}` : path;
}

let asking = null;
let span = null; // the days chosen by the slider
async function points() {
  asking?.abort();
  asking = new AbortController();
  const chosen = span ? { since: span[0], until: span[1] } : {};
  try {
    const answer = await fetch(address("/map/data", chosen), { signal: asking.signal });
    if (!answer.ok) throw new Error(answer.statusText);
    return await answer.json();
  } catch (error) {
    if (error.name !== "AbortError") spoken.textContent = said.failed;
    return null;
  }
}

function frame(features) {
  // What most events are within: a place far from all others does not make the map small.
  const weighed = (axis) => {
    const sorted = features.map((x) => [x.geometry.coordinates[axis], x.properties.n]).sort((one, other) => one[0] - other[0]);
    const total = sorted.reduce((sum, x) => sum + x[1], 0);
    let passed = 0;
    let [low, high] = [sorted[0][0], sorted.at(-1)[0]];
    for (const [value, n] of sorted) {
      if (passed <= total * 0.06) low = value;
      if (passed < total * 0.94) high = value;
      passed += n;
    }
    return [low, high];
  };
  const [west, east] = weighed(0);
  const [south, north] = weighed(1);
  map.fitBounds([[west, Math.max(south, -70)], [east, Math.min(north, 75)]], { padding: 40, maxZoom: 6.5, animate: false });
}

function take(data) {
  map.getSource("spots").setData(data);
  const total = data.features.reduce((sum, x) => sum + x.properties.n, 0);
  spoken.textContent = fill(said.shown, { n: number.format(total) });
  Object.assign(box.dataset, { places: data.features.length, total });
}

map.on("load", async () => {
  map.addSource("countries", { type: "geojson", data: box.dataset.outlines, tolerance: 0.4 });
  map.addLayer({ id: "land", type: "fill", source: "countries", paint: { "fill-color": colour("--land") } });
  map.addLayer({ id: "borders", type: "line", source: "countries", paint: { "line-color": colour("--border"), "line-width": 0.8 } });
  map.addSource("spots", {
    type: "geojson", data: { type: "FeatureCollection", features: [] }, cluster: true, clusterRadius: 34, clusterMaxZoom: 8,
    clusterProperties: Object.fromEntries(["n", ...CLASSES.map((n) => `c${n}`)].map((name) => [name, ["+", ["coalesce", ["get", name], 0]]])),
  });
  map.addLayer({ id: "spots", type: "circle", source: "spots", paint: paint() });
  const data = await points();
  if (data?.features.length) frame(data.features);
  if (data) take(data);
});

// Numbers on the largest circles are elements of the page: no fonts of a map server are needed, and Arabic comes out right.
let labels = [];
map.on("idle", () => {
  if (map.getSource("countries") && map.isSourceLoaded("countries")) {
    document.getElementById("drawing").hidden = true;
    document.getElementById("atlas").classList.add("done");
  }
  if (!map.getLayer("spots")) return;
  const found = new Map(map.queryRenderedFeatures({ layers: ["spots"] }).map((x) => [x.id ?? x.properties.key, x]));
  box.dataset.drawn = found.size;
  for (const label of labels) label.remove();
  labels = [...found.values()]
    .filter((x) => x.properties.n >= 10)
    .sort((one, other) => other.properties.n - one.properties.n)
    .slice(0, 80)
    .map((x) => {
      const text = element("span", "count", number.format(x.properties.n));
      text.setAttribute("aria-hidden", "true");
      return new maplibregl.Marker({ element: text }).setLngLat(x.geometry.coordinates).addTo(map);
    });
});

function repaint() {
  map.setPaintProperty("sea", "background-color", colour("--sea"));
  map.setPaintProperty("land", "fill-color", colour("--land"));
  map.setPaintProperty("borders", "line-color", colour("--border"));
  for (const [name, value] of Object.entries(paint())) map.setPaintProperty("spots", name, value);
}
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", repaint);

// --- popups

let popup = null;
async function tell(key, at, count) {
  const chosen = span ? { since: span[0], until: span[1] } : {};
  const answer = await fetch(address(`/map/spot/${key}`, chosen));
  if (!answer.ok) return;
  const place = await answer.json();
  const made = element("div", "popup");
  made.dir = document.documentElement.dir;
  made.append(element("h3", "", place.name));
  if (count) made.append(element("p", "small", fill(ofPlaces ? said.reports : said.events, { n: number.format(count) })));
  const list = element("ul");
  for (const item of place.items) {
    const line = element("li");
    line.append(element("p", `kind k${item.class}`, [item.type, item.when].filter(Boolean).join(" · ")));
    const words = element("bdi", "ar");
    words.dir = "rtl";
    words.lang = "ar";
    words.append(item.words[0], element("mark", "", item.words[1]), item.words[2]);
    const source = element("p", "small");
    const link = element("a", "", said.open);
    link.href = item.address;
    source.append(link, item.said ? ` · ${item.said}` : "");
    line.append(words, source);
    list.append(line);
  }
  const more = element("a", "", ofPlaces ? said.search : said.more);
  more.href = place.more;
  made.append(list, more);
  popup?.remove();
  popup = new maplibregl.Popup({ maxWidth: "min(22rem, 80vw)" }).setLngLat(at).setDOMContent(made).addTo(map);
}

map.on("click", "spots", async (event) => {
  const spot = event.features[0];
  const at = spot.geometry.coordinates;
  if (!spot.properties.cluster) {
    tell(spot.properties.key, at, spot.properties.n);
    return;
  }
  const zoom = await map.getSource("spots").getClusterExpansionZoom(spot.properties.cluster_id);
  map.easeTo({ center: at, zoom: Math.max(zoom, map.getZoom() + 1) });
});
map.on("mouseenter", "spots", () => { map.getCanvas().style.cursor = "pointer"; });
map.on("mouseleave", "spots", () => { map.getCanvas().style.cursor = ""; });

document.getElementById("lines").addEventListener("click", (event) => {
  const button = event.target.closest(".show-on-map");
  if (!button) return;
  const at = [Number(button.dataset.lon), Number(button.dataset.lat)];
  box.scrollIntoView({ block: "center" });
  map.jumpTo({ center: at, zoom: Math.max(map.getZoom(), 5.2) });
  tell(button.dataset.key, at);
});

// --- days

const slider = document.getElementById("slider");
if (slider) {
  const first = Date.parse(slider.dataset.first);
  const last = Date.parse(slider.dataset.last);
  const [from, to, shown, play] = ["from", "to", "days", "play"].map((id) => document.getElementById(id));
  const length = Math.round((last - first) / DAY);
  const place = (name, otherwise) => (given.get(name) ? Math.min(length, Math.max(0, Math.round((Date.parse(given.get(name)) - first) / DAY))) : otherwise);
  from.max = to.max = length;
  from.value = place("since", 0);
  to.value = place("until", length);
  const day = (value) => new Date(first + value * DAY);
  let waiting = 0;
  const say = () => {
    const ends = [from, to].map((input) => days.format(day(Number(input.value))));
    shown.textContent = ends.join(" – ");
    [from, to].forEach((input, at) => input.setAttribute("aria-valuetext", ends[at]));
  };
  const change = (moved) => {
    if (Number(from.value) > Number(to.value)) (moved === from ? to : from).value = moved.value;
    say();
    span = [from, to].map((input) => day(Number(input.value)).toISOString().slice(0, 10));
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const data = await points();
      if (data) take(data);
    }, 150);
  };
  for (const input of [from, to]) input.addEventListener("input", () => change(input));
  let playing = 0;
  const stop = () => {
    clearInterval(playing);
    playing = 0;
    play.textContent = said.play;
    play.setAttribute("aria-pressed", "false");
  };
  play.addEventListener("click", () => {
    if (playing) return stop();
    let width = Number(to.value) - Number(from.value);
    if (width >= length) {
      width = Math.max(1, Math.round(length / 12));
      from.value = 0;
      to.value = width;
    }
    const step = Math.max(1, Math.round(width / 3));
    play.textContent = said.stop;
    play.setAttribute("aria-pressed", "true");
    change(to);
    playing = setInterval(() => {
      if (Number(to.value) >= length) return stop();
      to.value = Math.min(length, Number(to.value) + step);
      from.value = Number(to.value) - width;
      change(to);
    }, 900);
  });
  say();
}
