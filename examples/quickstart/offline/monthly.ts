import type { Turn, TurnRequest } from "@inhouse/model-scripted";
import { text } from "@inhouse/model-scripted";
import type { Weather } from "./history.ts";
import { unread, weatherIn } from "./history.ts";
import { amount, monthName, runPython } from "./wording.ts";

export function readMonths(): Turn {
  return [
    text("I read the file first, and work out rain and temperature for every month and year."),
    runPython("monthly.py"),
  ];
}

export function drawChart(request: TurnRequest): Turn {
  const months = weatherIn(request.prompt).filter(({ name }) => name.length === 7);
  if (months.length === 0) return unread(request);
  return [
    text(
      `These are ${months.length} months. The session keeps its variables, so the chart and the summary need no second reading.`,
    ),
    runPython("chart.py"),
  ];
}

export function describeYears(request: TurnRequest): Turn {
  const all = weatherIn(request.prompt);
  const years = all.filter(({ name }) => name.length === 4);
  const months = all.filter(({ name }) => name.length === 7);
  const written = request.toolResults.at(-1)?.text.match(/saved file: \S+/g) ?? [];
  if (years.length === 0 || months.length === 0 || written.length === 0) return unread(request);
  const wetter = most(years, ({ rain }) => rain);
  const drier = most(years, ({ rain }) => -rain);
  const warmer = most(years, ({ high }) => high);
  const wettest = most(months, ({ rain }) => rain);
  const driest = most(months, ({ rain }) => -rain);
  const warmest = most(months, ({ high }) => high);
  const coldest = most(months, ({ low }) => -low);
  const names = written.map((line) => line.replace(/^saved file: (?:.*\/)?/, "")).sort();
  return `What the ${months.length} months show:

- ${wetter.name} was the wetter year: ${amount(wetter.rain)} mm of rain, and ${amount(drier.rain)} mm in ${drier.name}.
- ${warmer.name} was the warmer one, with a mean daily high of ${amount(warmer.high)} °C.
- The wettest month was ${monthName(wettest.name)}, with ${amount(wettest.rain)} mm on ${wettest.wetDays} wet days; the driest was ${monthName(driest.name)}, with ${amount(driest.rain)} mm.
- The warmest month was ${monthName(warmest.name)} (mean high ${amount(warmest.high)} °C), the coldest ${monthName(coldest.name)} (mean low ${amount(coldest.low)} °C).

The files are ${names.join(" and ")}.`;
}

function most(items: readonly Weather[], by: (item: Weather) => number): Weather {
  return items.reduce((best, item) => (by(item) > by(best) ? item : best));
}
