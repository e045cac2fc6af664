"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const FONT = '"Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif';
const charts = [];

// On paper the style sheet scales a chart to the page; for that its drawing must know its own size.
function scalable(chart) {
  const drawing = chart.getDom().querySelector("svg");
  drawing.setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
}

function draw(id, option) {
  const box = document.getElementById(id);
  if (!box) return;
  const chart = echarts.init(box, null, { renderer: "svg" });
  chart.setOption({ animation: false, textStyle: { fontFamily: FONT }, ...option });
  scalable(chart);
  charts.push(chart);
}

data.groups.forEach((group, index) => draw(`points-${index}`, {
  color: ["#b81419", "#bdb5b5"],
  legend: { top: 0, right: 10, data: ["本期", data.past] },
  grid: { top: 34, left: 10, right: 60, bottom: 10, containLabel: true },
  tooltip: { trigger: "axis", axisPointer: { type: "shadow" } },
  xAxis: { type: "value", splitLine: { lineStyle: { color: "#e8e8e8" } } },
  yAxis: { type: "category", inverse: true, data: group.units, axisTick: { show: false }, axisLabel: { interval: 0, color: "#333" } },
  series: [
    { name: "本期", type: "bar", data: group.points, barMaxWidth: 14, label: { show: true, position: "right" } },
    { name: data.past, type: "bar", data: group.yearAgo, barMaxWidth: 14 },
  ],
}));

draw("trend", {
  color: ["#b81419", "#d98583", "#4a4a4a", "#9a8f8f", "#c9a227", "#5b7b9a"],
  legend: { top: 0, right: 10, data: data.tiers.map((tier) => tier.name) },
  grid: { top: 44, left: 10, right: 24, bottom: 10, containLabel: true },
  tooltip: { trigger: "axis" },
  xAxis: { type: "category", data: data.months },
  yAxis: { type: "value", name: "篇次", minInterval: 1, splitLine: { lineStyle: { color: "#e8e8e8" } } },
  // Bars and not lines: of equal lines only the last one is seen. A month of which nothing is known has none.
  series: data.tiers.map((tier) => ({
    name: tier.name, type: "bar", data: tier.counts, barMaxWidth: 14, label: { show: data.months.length < 7, position: "top" },
  })),
});

// Sorting: a cell's data-v is its figure; without one its text counts.
function sort(button) {
  const head = button.closest("th");
  const up = head.getAttribute("aria-sort") !== "ascending";
  const body = head.closest("table").tBodies[0];
  const cell = (row) => row.cells[button.dataset.column];
  const key = (row) => cell(row).dataset.v ?? cell(row).textContent.trim();
  const compare = (a, b) => (isNaN(a) || isNaN(b) ? String(a).localeCompare(String(b), "zh-CN") : a - b);
  head.closest("thead").querySelectorAll("th").forEach((other) => other.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", up ? "ascending" : "descending");
  [...body.rows].sort((a, b) => (up ? 1 : -1) * compare(key(a), key(b))).forEach((row) => body.append(row));
}

document.querySelectorAll("table.sortable th button").forEach((button) => {
  button.addEventListener("click", () => sort(button));
});

addEventListener("resize", () => charts.forEach((chart) => { chart.resize(); scalable(chart); }));
