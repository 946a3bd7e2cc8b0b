// Line and bar charts. Data comes as JSON from the page or from an address; colours come from the tokens of Beam.
const token = (name) => {
  // light-dark() is resolved only on a real property, so a probe element wears the colour.
  probe.style.color = `var(--dt-${name})`;
  return getComputedStyle(probe).color;
};
const probe = document.createElement("span");
probe.hidden = true;
document.body.append(probe);

// One look per meaning, on every page: forecast dashed, actual solid, capacity dotted, target thin.
const looks = {
  actual: () => ({ type: "line", lineStyle: { width: 3, color: token("primary") }, areaStyle: { opacity: 0.07, color: token("primary") }, itemStyle: { color: token("primary") } }),
  forecast: () => ({ type: "line", lineStyle: { width: 2, type: "dashed", color: token("ink-3") }, itemStyle: { color: token("ink-3") } }),
  capacity: () => ({ type: "line", step: "middle", lineStyle: { width: 2, type: [2, 4], color: token("good") }, itemStyle: { color: token("good") } }),
  target: () => ({ type: "line", lineStyle: { width: 1.5, type: [6, 4], color: token("ink") }, itemStyle: { color: token("ink") } }),
  bar: () => ({ type: "bar", barMaxWidth: 36, itemStyle: { color: token("primary"), borderRadius: [4, 4, 0, 0] } }),
};

// Legend marks in the line's own style, so that the kinds differ without colour.
const marks = {
  actual: "path://M0 3h24v4H0z",
  forecast: "path://M0 4h7v2H0zM9 4h6v2H9zM17 4h7v2h-7z",
  capacity: "path://M0 4h3v2H0zM7 4h3v2H7zM14 4h3v2h-3zM21 4h3v2h-3z",
  target: "path://M0 4h9v1.5H0zM15 4h9v1.5h-9z",
  bar: "roundRect",
};

const nowLine = (data) => ({
  symbol: "none",
  silent: true,
  animation: false,
  label: { formatter: data.now_label, color: token("ink"), fontSize: 12 },
  lineStyle: { color: token("beam"), width: 2, type: "solid" },
  data: [{ xAxis: data.now }],
});

const options = (data) => {
  const font = getComputedStyle(document.body).fontFamily;
  const words = { color: token("ink-2"), fontFamily: font, fontSize: 12 };
  const series = data.series.map((given, place) => ({
    name: given.name,
    data: given.values,
    showSymbol: false,
    connectNulls: false,
    ...(looks[given.kind] ?? looks.actual)(),
    // An area says "this much from zero".
    ...(data.from_zero === false ? { areaStyle: undefined } : {}),
    ...(data.now && place === 0 ? { markLine: nowLine(data) } : {}),
  }));
  return {
    animation: false,
    aria: { enabled: true },
    textStyle: words,
    grid: { left: 8, right: 20, top: 48, bottom: 8, containLabel: true },
    legend: {
      left: 0,
      top: 0,
      itemWidth: 24,
      itemHeight: 10,
      itemGap: 24,
      textStyle: { ...words, fontSize: 13 },
      data: data.series.map((given) => ({ name: given.name, icon: marks[given.kind] ?? marks.actual })),
    },
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      backgroundColor: token("panel"),
      borderColor: token("line-strong"),
      textStyle: { ...words, color: token("ink"), fontSize: 13 },
    },
    xAxis: {
      type: "category",
      data: data.labels,
      boundaryGap: data.series.some((given) => given.kind === "bar"),
      axisLabel: { ...words, hideOverlap: true },
      axisLine: { lineStyle: { color: token("line-strong") } },
      axisTick: { show: false },
    },
    // Lines that lie close together far from zero are read against each other, not against zero.
    yAxis: { type: "value", min: data.from_zero === false ? undefined : 0, scale: data.from_zero === false, axisLabel: words, splitLine: { lineStyle: { color: token("line") } } },
    series,
  };
};

const draw = async (box) => {
  const source = box.dataset.dtChartSrc;
  const data = source
    ? await (await fetch(source, { headers: { Accept: "application/json" } })).json()
    : JSON.parse(document.getElementById(box.dataset.dtChart).textContent);
  const known = window.echarts.getInstanceByDom(box);
  const chart = known ?? window.echarts.init(box, null, { renderer: "svg" });
  chart.setOption(options(data), true);
  if (!known) new ResizeObserver(() => chart.resize()).observe(box);
};

// A page that refreshes itself leaves drawn charts alone (morphSkip in htmx-config) and brings their data anew.
const drawAll = () => document.querySelectorAll("[data-dt-chart], [data-dt-chart-src]").forEach(draw);
document.addEventListener("htmx:after:swap", drawAll);
drawAll();
