// Who repeats whom, as arrows between circles; the table below it says the same.
"use strict";

const net = document.getElementById("net");
const repeats = JSON.parse(document.getElementById("repeats").textContent);
const said = JSON.parse(document.getElementById("said").textContent);
const number = new Intl.NumberFormat(document.documentElement.dir === "rtl" ? "ar-u-nu-arab" : "en-GB");
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const plain = (text) => text.replace(/[{}|]/g, " ");

net.hidden = false;
const chart = echarts.init(net);
const most = Math.max(...repeats.nodes.map((node) => node.size));
const oftenest = Math.max(...repeats.links.map((link) => link.n));

// On an oval, names outside it, agencies together.
function placed() {
  const nodes = [...repeats.nodes].sort((one, other) => one.agency - other.agency);
  return nodes.map((node, n) => {
    const angle = (2 * Math.PI * n) / nodes.length - Math.PI / 2;
    const [x, y] = [Math.cos(angle), Math.sin(angle)];
    return { ...node, x: x * 300, y: y * 120, label: { position: x > 0.25 ? "right" : x < -0.25 ? "left" : y > 0 ? "bottom" : "top" } };
  });
}

function draw() {
  const font = getComputedStyle(document.body).fontFamily;
  chart.setOption({
    animation: false,
    textStyle: { fontFamily: font },
    tooltip: {
      renderMode: "richText", confine: true, backgroundColor: colour("--sheet"), borderColor: colour("--edge"), textStyle: { color: colour("--ink"), fontFamily: font, fontSize: 13 },
      formatter: (x) => (x.dataType === "edge" ? fill(said.times, { one: plain(x.data.source), other: plain(x.data.target), n: number.format(x.data.n) }) : `${plain(x.name)}\n${fill(said.reports, { n: number.format(x.data.size) })}`),
    },
    series: [
      {
        type: "graph", layout: "none", left: "20%", right: "20%", top: 50, bottom: 50,
        edgeSymbol: ["none", "arrow"], edgeSymbolSize: 9, emphasis: { focus: "adjacency" },
        label: { show: true, color: colour("--ink"), fontFamily: font, fontSize: 12, width: 130, overflow: "truncate" },
        data: placed().map((node) => ({
          ...node, symbol: node.agency ? "diamond" : "circle", symbolSize: 10 + 30 * Math.sqrt(node.size / most),
          itemStyle: { color: colour(node.agency ? "--place" : "--party") },
        })),
        links: repeats.links.map((link) => ({ ...link, lineStyle: { width: 1 + 5 * (link.n / oftenest), opacity: 0.55, curveness: 0.18, color: colour(link.agency ? "--place" : "--party") } })),
      },
    ],
  });
  net.dataset.links = repeats.links.length;
}

new ResizeObserver(() => chart.resize()).observe(net);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
document.fonts.ready.then(draw);
