// Draws the table of a figure with uPlot, in the place of the still drawing of the server: larger steps of the axis, and a
// pointer that reads out. The table stays below and says the same.
import uPlot from "uplot";
import { write } from "./seeing";

const HEIGHT = 220;
const COLOURS = ["--water", "--gold-text", "--earth", "--air"];
const DASHES = [[], [6, 4], [2, 3], [10, 4]];
const SECOND = 1_000;
// Nobody is half there: the steps of an axis that counts are whole.
const WHOLE = Array.from({ length: 36 }, (_, i) => [1, 2, 5][i % 3]! * 10 ** Math.floor(i / 3));

const drawn: { plot: uPlot; place: HTMLElement; redraw: () => void }[] = [];

function columns(table: HTMLTableElement): (number | null)[][] {
  const rows = [...table.tBodies[0]!.rows];
  const wide = rows[0]?.cells.length ?? 0;
  const all: (number | null)[][] = Array.from({ length: wide }, () => []);
  for (const row of rows) {
    [...row.cells].forEach((cell, i) => {
      const raw = cell.dataset.v ?? "";
      all[i]?.push(i === 0 ? Date.parse(raw) / SECOND : raw === "" ? null : Number(raw));
    });
  }
  return all;
}

function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function options(figure: HTMLElement, place: HTMLElement, titles: string[], says: HTMLElement | null): uPlot.Options {
  const kind = figure.dataset.kind ?? "count";
  const language = document.documentElement.lang;
  const days = figure.dataset.days === "true";
  const moment = new Intl.DateTimeFormat(language, days ? { dateStyle: "medium", timeZone: "UTC" } : { dateStyle: "short", timeStyle: "short" });
  const axis = { stroke: colour("--muted"), grid: { stroke: colour("--line"), width: 1 }, ticks: { stroke: colour("--line") }, font: "12px system-ui" };
  const short = new Intl.DateTimeFormat(language, days ? { day: "numeric", month: "short", timeZone: "UTC" } : { day: "numeric", month: "short", hour: "2-digit" });
  return {
    width: place.clientWidth,
    height: HEIGHT,
    legend: { show: false },
    cursor: { y: false },
    scales: { y: { range: (_, __, most) => [0, most > 0 ? most * 1.05 : 1] } },
    axes: [
      { ...axis, space: 90, values: (_, splits) => splits.map(at => short.format(at * SECOND)) },
      { ...axis, size: 64, ...(kind === "count" ? { incrs: WHOLE } : {}), values: (_, splits) => splits.map(value => write(kind, value)) },
    ],
    series: [
      {},
      ...titles.map((label, i) => ({
        label,
        stroke: colour(COLOURS[i] ?? "--muted"),
        width: 2,
        dash: DASHES[i] ?? [],
        spanGaps: false,
      })),
    ],
    hooks: {
      setCursor: [
        plot => {
          const i = plot.cursor.idx;
          if (!says || i == null) return;
          const parts = titles.map((title, n) => {
            const value = plot.data[n + 1]?.[i];
            return value == null ? "" : `${title}: ${write(kind, value)}`;
          });
          says.textContent = [moment.format(plot.data[0][i]! * SECOND), ...parts.filter(part => part !== "")].join(" · ");
        },
      ],
    },
  };
}

function upgrade(figure: HTMLElement): void {
  const table = figure.querySelector<HTMLTableElement>("table");
  const place = figure.querySelector<HTMLElement>("[data-plot]");
  if (!table || !place || table.tBodies[0]!.rows.length < 2) return;
  const titles = [...table.tHead!.rows[0]!.cells].slice(1).map(cell => cell.textContent ?? "");
  const data = columns(table) as unknown as uPlot.AlignedData;
  const says = figure.querySelector<HTMLElement>("[data-says]");
  const make = (): uPlot => new uPlot(options(figure, place, titles, says), data, place);
  place.replaceChildren();
  figure.dataset.drawn = "uplot";
  const entry = { plot: make(), place, redraw: () => {} };
  entry.redraw = () => {
    entry.plot.destroy();
    entry.plot = make();
  };
  drawn.push(entry);
}

export function charts(): void {
  document.querySelectorAll<HTMLElement>("figure[data-chart]").forEach(upgrade);
  const sized = new ResizeObserver(() => {
    for (const one of drawn) one.plot.setSize({ width: one.place.clientWidth, height: HEIGHT });
  });
  for (const one of drawn) sized.observe(one.place);
  const again = (): void => drawn.forEach(one => one.redraw());
  new MutationObserver(again).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
}
