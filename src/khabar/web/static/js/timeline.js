// The axis of days: counts or single claims of the days shown, fetched as one moves; what is shown is listed below.
"use strict";

const DAY = 86_400_000;
const KINDS = ["statement", "event", "position", "start"];
const axis = document.getElementById("axis");
const plot = document.getElementById("plot");
const strip = document.getElementById("overview");
const said = JSON.parse(document.getElementById("said").textContent);
const rtl = document.documentElement.dir === "rtl";
const locale = rtl ? "ar-u-nu-arab-ca-gregory" : "en-GB";
const number = new Intl.NumberFormat(locale);
const dates = {
  day: new Intl.DateTimeFormat(locale, { day: "numeric", month: rtl ? "long" : "short", year: "numeric", timeZone: "UTC" }),
  short: new Intl.DateTimeFormat(locale, { day: "numeric", month: rtl ? "long" : "short", timeZone: "UTC" }),
  month: new Intl.DateTimeFormat(locale, { month: rtl ? "long" : "short", year: "numeric", timeZone: "UTC" }),
  year: new Intl.DateTimeFormat(locale, { year: "numeric", timeZone: "UTC" }),
};
const at = (iso) => Date.parse(`${iso}T00:00:00Z`);
const iso = (time) => new Date(time).toISOString().slice(0, 10);
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const EARLIEST = at("0001-01-01");
const LATEST = at("9999-12-31");

axis.hidden = false;
const chart = echarts.init(plot);
const small = echarts.init(strip);
let extent = null; // first and last day that has anything
let usual = null; // the days shown at first
let shown = null; // the days shown now, as [from, to) in milliseconds
let held = { rows: [], bins: [], marks: [], unit: "day" };
let overview = [];
let current = -1;

// --- what is asked for

function address(path, first, last) {
  const given = new URLSearchParams(location.search);
  for (const name of ["first", "last", "offset"]) given.delete(name);
  if (first) given.set("first", first);
  if (last) given.set("last", last);
  return given.size ? `${path}?${given}` : path;
}

let asking = null;
async function ask(url) {
  asking?.abort();
  asking = new AbortController();
  plot.classList.add("busy");
  try {
    const answer = await fetch(url, { signal: asking.signal, headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.statusText);
    plot.classList.remove("busy");
    return await answer.json();
  } catch (error) {
    if (error.name === "AbortError") return null;
    document.getElementById("shown").textContent = said.failed;
    return null;
  }
}

async function start() {
  const given = new URLSearchParams(location.search);
  const data = await ask(address("/timeline/data"));
  if (!data) return;
  if (!data.total && !data.extent) {
    document.getElementById("shown").textContent = said.none;
    plot.hidden = strip.hidden = true;
    tell(data.undated);
    return;
  }
  extent = [at(data.extent[0]), at(data.extent[1]) + DAY];
  usual = [at(data.window[0]), at(data.window[1]) + DAY];
  overview = data.overview;
  tell(data.undated);
  const first = Date.parse(given.get("first"));
  const last = Date.parse(given.get("last"));
  if (first && last && first <= last) {
    shown = [first, last + DAY];
    await load();
  } else {
    shown = [...usual];
    take(data);
  }
}

function tell(undated) {
  const note = document.getElementById("undated");
  note.hidden = !undated;
  note.textContent = undated ? `${fill(said.undated, { n: number.format(undated) })} ${said.shown}` : "";
}

async function load() {
  const data = await ask(address("/timeline/data", iso(shown[0]), iso(shown[1] - 1)));
  if (data) take(data);
}

function take(data) {
  held = { rows: data.rows.length ? data.rows : held.rows, unit: data.unit, bins: data.bins ?? [], marks: data.marks ?? [], total: data.total };
  if (data.rows.length) held.numbers = data.rows;
  current = -1;
  draw();
}

let loading = 0;
let listing = 0;
function moved(wait = 120) {
  draw(true);
  clearTimeout(loading);
  loading = setTimeout(load, wait);
  clearTimeout(listing);
  listing = setTimeout(list, 600);
}

function list() {
  const url = address("/timeline", iso(shown[0]), iso(shown[1] - 1));
  history.replaceState(null, "", url);
  htmx.ajax("GET", url, { target: "#lines", select: "#lines", swap: "outerHTML" });
}

function show(from, to, wait) {
  const length = Math.min(Math.max(to - from, DAY), LATEST - EARLIEST);
  const least = Math.max(EARLIEST, extent[0] - length);
  const first = Math.min(Math.max(from, least), Math.min(LATEST, extent[1] + length) - length);
  shown = [first, first + length];
  moved(wait);
}

const scale = (factor, around = (shown[0] + shown[1]) / 2) =>
  show(around - (around - shown[0]) * factor, around + (shown[1] - around) * factor);
const move = (share) => show(shown[0] + (shown[1] - shown[0]) * share, shown[1] + (shown[1] - shown[0]) * share);

// --- drawing

const narrow = () => plot.clientWidth < 560;
const kindColour = (kind) => colour({ statement: "--calm", event: "--event", position: "--proposal", start: "--time" }[kind] ?? "--accent");

function tick(time) {
  const days = (shown[1] - shown[0]) / DAY;
  if (days > 1500) return dates.year.format(time);
  const day = new Date(time);
  if (days > 120) return dates.month.format(time);
  return day.getUTCMonth() === 0 && day.getUTCDate() === 1 ? dates.day.format(time) : dates.short.format(time);
}

function spanText(first, last) {
  return first === last ? dates.day.format(at(first)) : fill(said.of, { first: dates.day.format(at(first)), last: dates.day.format(at(last)) });
}

// Claims of one day and row stand above and below each other.
function stacked() {
  const places = new Map();
  const width = ((shown[1] - shown[0]) / Math.max(plot.clientWidth, 1)) * 9;
  const keys = held.marks.map(([row, , , first]) => `${row} ${Math.floor(at(first) / Math.max(width, DAY))}`);
  for (const key of keys) places.set(key, (places.get(key) ?? 0) + 1);
  const seen = new Map();
  return held.marks.map((mark, n) => {
    const k = seen.get(keys[n]) ?? 0;
    seen.set(keys[n], k + 1);
    const step = Math.min(0.13, 0.84 / places.get(keys[n]));
    return [at(mark[3]) + DAY / 2, mark[0] + Math.ceil(k / 2) * (k % 2 ? 1 : -1) * step, n];
  });
}

function circles() {
  const most = Math.max(1, ...held.bins.map((bin) => bin[3]));
  const widest = narrow() ? 26 : 38;
  return held.bins.map(([row, first, last, n], index) => ({
    value: [(at(first) + at(last) + DAY) / 2, row, index],
    symbolSize: Math.max(5, Math.sqrt(n / most) * widest),
  }));
}

function wrapped(text, length = 56) {
  const lines = [""];
  for (const word of text.replace(/[{}|]/g, " ").split(/\s+/).slice(0, 40)) {
    if (lines.at(-1).length + word.length > length) lines.push("");
    lines[lines.length - 1] += ` ${word}`;
  }
  return lines.map((line) => line.trim()).join("\n");
}

function spoken(index) {
  if (held.unit === "mark") {
    const [row, what, , first, last, detail, words] = held.marks[index];
    const name = held.rows[row]?.name === said[what] ? said[what] : `${held.rows[row]?.name} · ${said[what]}`;
    return `${name}\n${spanText(first, last)} · ${detail}\n${wrapped(words)}`;
  }
  const [row, first, last, n] = held.bins[index];
  return `${held.rows[row]?.name}\n${spanText(first, last)}\n${fill(said.claims, { n: number.format(n) })}`;
}

function rowColour(row) {
  const key = held.rows[row]?.key;
  return KINDS.includes(key) ? kindColour(key) : colour("--accent");
}

// The room that the names of rows take, in pixels: what they need, but not more than a quarter.
const pen = document.createElement("canvas").getContext("2d");
function widthOfNames(font) {
  pen.font = `12px ${font}`;
  const widest = Math.max(30, ...held.rows.map((row) => pen.measureText(row.name).width));
  return Math.min(widest + 22, narrow() ? 104 : 190);
}

function draw(quick = false) {
  if (!shown) return;
  const ink = colour("--ink");
  const soft = colour("--soft");
  const line = colour("--line");
  const single = held.unit === "mark";
  const points = single ? stacked() : circles();
  const spans = single ? held.marks.map((mark, n) => [at(mark[3]), at(mark[4]) + DAY, points[n][1], n]).filter((x) => x[1] - x[0] > DAY) : [];
  const font = getComputedStyle(document.body).fontFamily;
  const names = widthOfNames(font);
  chart.setOption(
    {
      animation: false,
      useUTC: true,
      textStyle: { fontFamily: font, color: ink },
      // labels at values of one's own are not reckoned with by containLabel
      grid: { left: rtl ? 12 : names, right: rtl ? names : 12, top: 14, bottom: 28 },
      tooltip: { renderMode: "richText", confine: true, backgroundColor: colour("--sheet"), borderColor: colour("--edge"), textStyle: { color: ink, fontFamily: font, fontSize: 13 }, formatter: (x) => (x.seriesName === "points" ? spoken(x.value[2]) : "") },
      xAxis: {
        type: "time", min: shown[0], max: shown[1], inverse: rtl, splitNumber: narrow() ? 3 : 8,
        axisLabel: { color: soft, formatter: tick, hideOverlap: true, showMinLabel: false, showMaxLabel: false, fontFamily: font }, axisLine: { onZero: false, lineStyle: { color: line } }, splitLine: { show: true, lineStyle: { color: line } }, minInterval: DAY,
      },
      yAxis: {
        type: "value", min: -0.5, max: Math.max(held.rows.length, 1) - 0.5, interval: 1, inverse: true, position: rtl ? "right" : "left",
        axisLabel: { customValues: held.rows.map((_, row) => row), color: ink, width: names - 16, overflow: "truncate", formatter: (row) => held.rows[row]?.name ?? "", fontFamily: font }, axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false },
      },
      series: [
        {
          name: "spans", type: "custom", silent: true, data: spans,
          renderItem: (_, api) => {
            const from = api.coord([api.value(0), api.value(2)]);
            const to = api.coord([api.value(1), api.value(2)]);
            const area = { x: Math.min(from[0], to[0]), y: from[1] - 1.5, width: Math.abs(to[0] - from[0]), height: 3 };
            return { type: "rect", shape: area, style: { fill: kindColour(held.marks[api.value(3)]?.[1]), opacity: 0.35 } };
          },
          clip: true,
        },
        {
          name: "points", type: "scatter", data: points, clip: true,
          symbolSize: single ? 10 : undefined,
          itemStyle: {
            color: (x) => (single ? kindColour(held.marks[x.value[2]]?.[1]) : rowColour(held.bins[x.value[2]]?.[0])),
            opacity: single ? 0.85 : 0.7, borderColor: colour("--sheet"), borderWidth: 1,
          },
          emphasis: { itemStyle: { opacity: 1, borderColor: ink, borderWidth: 2 } },
        },
      ],
    },
    { replaceMerge: quick ? [] : ["series"] },
  );
  drawStrip(line, font, names);
  const total = fill(said.claims, { n: number.format(held.total ?? 0) });
  document.getElementById("shown").textContent = `${spanText(iso(shown[0]), iso(shown[1] - 1))}${quick ? "" : ` · ${total} · ${single ? said.few : said.many}`}`;
  if (quick) return;
  const kinds = single ? KINDS.filter((kind) => held.marks.some((mark) => mark[1] === kind)) : held.rows.map((row) => row.key).filter((key) => KINDS.includes(key));
  document.getElementById("key").replaceChildren(...kinds.map((kind) => Object.assign(document.createElement("li"), { className: kind, textContent: said[kind] })));
  Object.assign(plot.dataset, { unit: held.unit, points: points.length, first: iso(shown[0]), last: iso(shown[1] - 1) });
}

function drawStrip(line, font, names) {
  const area = [Math.max(shown[0], usual[0]), Math.min(shown[1], usual[1])];
  small.setOption({
    animation: false, useUTC: true, grid: { left: rtl ? 12 : names, right: rtl ? names : 12, top: 6, bottom: 20 },
    xAxis: { type: "time", min: usual[0], max: usual[1], inverse: rtl, splitNumber: narrow() ? 3 : 8, axisLabel: { color: colour("--soft"), fontFamily: font, hideOverlap: true, formatter: (time) => ((usual[1] - usual[0]) / DAY > 1500 ? dates.year : dates.month).format(time) }, axisLine: { lineStyle: { color: line } } },
    yAxis: { type: "value", show: false },
    series: [
      {
        type: "line", step: "middle", symbol: "none", lineStyle: { width: 0 }, areaStyle: { color: colour("--edge"), opacity: 0.6 }, silent: true,
        data: overview.flatMap(([first, last, n]) => [[at(first) - 1, 0], [at(first), n], [at(last) + DAY - 1, n], [at(last) + DAY, 0]]),
        markArea: { silent: true, itemStyle: { color: colour("--accent"), opacity: 0.22 }, data: area[0] < area[1] ? [[{ xAxis: area[0] }, { xAxis: area[1] }]] : [] },
      },
    ],
  });
}

// --- by mouse

const timeAt = (made, x) => made.convertFromPixel({ xAxisIndex: 0 }, x);
let drag = null;
chart.getZr().on("mousedown", (event) => {
  drag = { x: event.offsetX, from: [...shown], moved: false };
});
addEventListener("mousemove", (event) => {
  if (!drag) return;
  const x = event.clientX - plot.getBoundingClientRect().left;
  if (Math.abs(x - drag.x) < 4 && !drag.moved) return;
  drag.moved = true;
  const share = ((drag.x - x) / plot.clientWidth) * (rtl ? -1 : 1) * (drag.from[1] - drag.from[0]);
  show(drag.from[0] + share, drag.from[1] + share);
});
addEventListener("mouseup", () => {
  setTimeout(() => { drag = null; });
});
chart.on("click", (x) => {
  if (x.seriesName === "points" && !drag?.moved) open(x.value[2]);
});
// The wheel scrolls the page until the axis has been clicked or reached by the keyboard, or with Ctrl.
plot.addEventListener("wheel", (event) => {
  if (!shown || (!event.ctrlKey && document.activeElement !== plot)) return;
  event.preventDefault();
  scale(event.deltaY > 0 ? 1.25 : 0.8, timeAt(chart, event.offsetX));
}, { passive: false });

let chosen = null;
small.getZr().on("mousedown", (event) => { chosen = [timeAt(small, event.offsetX), null]; });
small.getZr().on("mousemove", (event) => {
  if (!chosen) return;
  chosen[1] = timeAt(small, event.offsetX);
  const [from, to] = [...chosen].sort((one, other) => one - other);
  if (to - from >= DAY) show(from, to);
});
addEventListener("mouseup", () => { chosen = null; });
strip.title = said.drag;

// --- by keyboard and buttons

const deeds = {
  in: () => scale(0.5), out: () => scale(2), earlier: () => move(-0.4), later: () => move(0.4), all: () => show(...extent), usual: () => show(...usual),
};
axis.querySelector(".tools").addEventListener("click", (event) => {
  const name = event.target.dataset?.do;
  if (name && shown) deeds[name]();
});
plot.addEventListener("keydown", (event) => {
  if (!shown || event.ctrlKey || event.metaKey || event.altKey) return;
  const forward = rtl ? "ArrowLeft" : "ArrowRight";
  const keys = { "+": deeds.in, "=": deeds.in, "-": deeds.out, _: deeds.out, 0: deeds.all, Home: deeds.usual, n: () => step(1), N: () => step(1), p: () => step(-1), P: () => step(-1), Enter: () => current >= 0 && open(current) };
  const deed = event.key === "ArrowLeft" || event.key === "ArrowRight" ? () => move(event.key === forward ? 0.2 : -0.2) : keys[event.key];
  if (!deed) return;
  event.preventDefault();
  deed();
});

function step(by) {
  const all = held.unit === "mark" ? held.marks : held.bins;
  if (!all.length) return;
  if (current >= 0) chart.dispatchAction({ type: "downplay", seriesIndex: 1, dataIndex: current });
  current = current < 0 ? (by > 0 ? 0 : all.length - 1) : (current + by + all.length) % all.length;
  chart.dispatchAction({ type: "highlight", seriesIndex: 1, dataIndex: current });
  chart.dispatchAction({ type: "showTip", seriesIndex: 1, dataIndex: current });
  document.getElementById("shown").textContent = spoken(current).replaceAll("\n", " · ");
}

// A mark shows its words; a circle comes closer, and one of a single day lists that day.
function open(index) {
  if (held.unit === "mark") {
    htmx.ajax("GET", `/timeline/claim/${encodeURIComponent(held.marks[index][2])}`, { target: "#words", swap: "innerHTML" });
    return;
  }
  const [, first, last] = held.bins[index];
  show(at(first), at(last) + DAY);
}

new ResizeObserver(() => { chart.resize(); small.resize(); draw(); }).observe(plot);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => draw());
document.fonts.ready.then(start);
