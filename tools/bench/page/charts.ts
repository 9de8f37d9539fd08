import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as echarts from "echarts";
import { median } from "../figures";
import type { DeclaredKind } from "../programs";
import { DOCS, nameOf, readRecord, type Command, type Measurement } from "./record";
import { figuresOf, KINDS, NAMES, unlimited } from "./tables";

/** Colours that keep apart for people who see few, on white and on black. */
const COLOURS: Readonly<Record<DeclaredKind, string>> = {
  floor: "#8c959f",
  naive: "#d4803a",
  ours: "#4c6ef5",
  plugin: "#12a594",
};

interface Theme {
  readonly name: "light" | "dark";
  readonly text: string;
  readonly line: string;
}

const THEMES: readonly Theme[] = [
  { name: "light", text: "#1f2328", line: "#d1d9e0" },
  { name: "dark", text: "#e6edf3", line: "#3d444d" },
];

const BARS: readonly Command[] = ["no change", "preview", "refresh", "one change", "create", "destroy"];
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

/** Draws the charts of the page from the figures that are kept, light and dark. */
export function drawCharts(): void {
  const measurements = unlimited(readRecord()?.measurements ?? []);
  const folder = path.join(DOCS, "images");
  mkdirSync(folder, { recursive: true });
  const middle = measurements.find(({ load }) => nameOf(load) === "200 connections, 20 customers");
  for (const theme of THEMES) {
    const write = (name: string, option: echarts.EChartsOption) => {
      writeFileSync(path.join(folder, `${name}-${theme.name}.svg`), svgOf(option));
    };
    if (middle !== undefined) write("benchmark-commands", commandsChart(middle, theme));
    write("benchmark-growth", growthChart(measurements, theme));
  }
}

function svgOf(option: echarts.EChartsOption): string {
  const chart = echarts.init(null, null, { renderer: "svg", ssr: true, width: 760, height: 420 });
  chart.setOption({ animation: false, textStyle: { fontFamily: FONT }, ...option });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return `${svg}\n`;
}

function commandsChart(measurement: Measurement, theme: Theme): echarts.EChartsOption {
  return {
    ...frame(`Seconds of a command, ${nameOf(measurement.load)}`, theme),
    xAxis: valueAxis("seconds", theme),
    yAxis: { ...axisOf(theme), type: "category", inverse: true, data: [...BARS] },
    series: KINDS.map((kind) => ({
      type: "bar",
      name: NAMES[kind],
      color: COLOURS[kind],
      barGap: "10%",
      label: { show: true, position: "right", color: theme.text, fontSize: 11 },
      data: BARS.map((command) => Number(median(figuresOf(measurement, command, kind, "seconds")).toFixed(1))),
    })),
  };
}

function growthChart(measurements: readonly Measurement[], theme: Theme): echarts.EChartsOption {
  const grown = measurements.filter(({ load }) => load.latencyMs === 0 && load.customers > 1);
  return {
    ...frame("Seconds of an up that changes nothing, by number of connections", theme),
    xAxis: { ...valueAxis("connections", theme), type: "value" },
    yAxis: valueAxis("seconds", theme),
    series: KINDS.map((kind) => ({
      type: "line",
      name: NAMES[kind],
      color: COLOURS[kind],
      symbolSize: 8,
      lineStyle: { width: 2.5 },
      data: grown.map((measurement) => [
        measurement.load.connections,
        Number(median(figuresOf(measurement, "no change", kind, "seconds")).toFixed(1)),
      ]),
    })),
  };
}

function frame(title: string, { text }: Theme): echarts.EChartsOption {
  return {
    title: { text: title, left: 8, top: 4, textStyle: { color: text, fontSize: 15, fontFamily: FONT } },
    legend: { top: 34, left: 8, textStyle: { color: text }, itemWidth: 14, itemHeight: 10 },
    grid: { left: 90, right: 60, top: 72, bottom: 44 },
  };
}

const axisOf = ({ text, line }: Theme) => ({
  axisLabel: { color: text },
  axisLine: { lineStyle: { color: line } },
  splitLine: { lineStyle: { color: line } },
  nameTextStyle: { color: text },
});

const valueAxis = (name: string, theme: Theme) =>
  ({ ...axisOf(theme), type: "value", name, nameLocation: "middle", nameGap: 28 }) as const;
