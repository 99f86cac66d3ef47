import type { ScriptedText, Turn, TurnRequest } from "@inhouse/model-scripted";
import { text } from "@inhouse/model-scripted";
import { restartNote } from "../prompts.ts";
import { read, unread, weatherIn } from "./history.ts";
import { amount, dayName, monthName, runPython } from "./wording.ts";

export function findWettestDay(request: TurnRequest): Turn {
  const months = weatherIn(request.prompt).filter(({ name }) => name.length === 7);
  const wettest = months.reduce<string | null>((best, { name, rain }) => {
    const known = months.find((month) => month.name === best);
    return known === undefined || rain > known.rain ? name : best;
  }, null);
  return wettest === null
    ? [
        opening(request, "The table lies too far back for me to see."),
        runPython("wettest-day.py", "month = None"),
      ]
    : [
        opening(request, `The wettest month in the table was ${monthName(wettest)}.`),
        runPython("wettest-day.py", `month = "${wettest}"`),
      ];
}

export function tellWettestDay(request: TurnRequest): Turn {
  const found = read(
    request.toolResults,
    /wettest day +(\S+) +([\d.]+) mm\n+whole month +(\S+) +([\d.]+) mm/,
  );
  if (found === null) return unread(request);
  const [day = "", ofDay, month = "", ofMonth] = found;
  const share = Math.round((100 * Number(ofDay)) / Number(ofMonth));
  return `The wettest day of ${monthName(month)} was ${dayName(day)}: ${amount(Number(ofDay))} mm fell on it, ${share} % of the ${amount(Number(ofMonth))} mm of the whole month.`;
}

export function findDrySpell(request: TurnRequest): Turn {
  return [opening(request, "I look for days without rain in a row."), runPython("dry-spell.py")];
}

export function tellDrySpell(request: TurnRequest): Turn {
  const found = read(request.toolResults, /longest +(\S+) to (\S+) +(\d+) days/);
  if (found === null) return unread(request);
  const [from = "", to = "", days] = found;
  return `The longest time without rain was ${days} days: from ${dayName(from)} to ${dayName(to)}.`;
}

export function compareSummers(request: TurnRequest): Turn {
  return [opening(request, "I compare June to August of both years."), runPython("summers.py")];
}

export function tellSummers(request: TurnRequest): Turn {
  const rows = request.toolResults.at(-1)?.text ?? "";
  const summers = [...rows.matchAll(/^(\d{4}): mean high ([\d.]+) °C, (\d+) days of 30 °C/gm)].map(
    ([, year, high, hot]) => ({ year, high: Number(high), hot: Number(hot) }),
  );
  const [warmer, other] = summers.sort((a, b) => b.high - a.high);
  if (warmer === undefined || other === undefined) return unread(request);
  return `The summer of ${warmer.year} was the warmer one: its mean daily high was ${amount(warmer.high)} °C, against ${amount(other.high)} °C in ${other.year}. It had ${warmer.hot} days of 30 °C or more; ${other.year} had ${other.hot}.`;
}

function opening(request: TurnRequest, words: string): ScriptedText {
  const isRestarted = request.instructions.includes(restartNote);
  const note =
    "The Python session of the last start is gone, and its variables with it; I read the file again.";
  return text(isRestarted ? `${words} ${note}` : words);
}
