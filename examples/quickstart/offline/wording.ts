import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ScriptedToolCall } from "@inhouse/model-scripted";
import { toolCall } from "@inhouse/model-scripted";

/**
 * @param file - a file of the folder `python`
 * @param first - a line to put before it
 * @returns a call of the code interpreter
 */
export function runPython(file: string, first?: string): ScriptedToolCall {
  const code = readFileSync(join(import.meta.dirname, "python", file), "utf8");
  return toolCall("code_interpreter", { code: first === undefined ? code : `${first}\n${code}` });
}

export function amount(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: 1 });
}

/** @param month - year and month, as `2015-12` */
export function monthName(month: string): string {
  return formatted(`${month}-01`, { month: "long", year: "numeric" });
}

/** @param day - a date, as `2015-12-31` */
export function dayName(day: string): string {
  return formatted(day, { day: "numeric", month: "long", year: "numeric" });
}

function formatted(date: string, options: Intl.DateTimeFormatOptions): string {
  return new Date(date).toLocaleDateString("en-GB", { ...options, timeZone: "UTC" });
}
