import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Run, RunStep } from "@inhouse/contracts";
import { DOMParser, onErrorStopParsing } from "@xmldom/xmldom";
import { interpreterCalls } from "./files.ts";

/** What this start, with those before it, should have led to. */
export interface Check {
  readonly ok: boolean;
  /** All that was found, good or bad. */
  readonly findings: string;
}

export async function check(run: Run, steps: readonly RunStep[], folder: string): Promise<Check> {
  const calls = interpreterCalls(steps).filter(({ status }) => status === "completed");
  const charts = (await readdir(folder)).filter((name) => name.endsWith(".svg"));
  const faults = await Promise.all(charts.map((name) => svgFault(join(folder, name))));
  const sound = charts.filter((_, index) => faults[index] === null);
  const results = [
    { ok: run.status === "completed", finding: `run ${run.status}` },
    { ok: calls.length > 0, finding: `${calls.length} code_interpreter calls completed` },
    {
      ok: sound.length > 0 && sound.length === charts.length,
      finding: `${sound.length} of ${charts.length} charts parse as SVG`,
    },
  ];
  return {
    ok: results.every(({ ok }) => ok),
    findings: results.map(({ ok, finding }) => (ok ? finding : `NOT ${finding}`)).join(", "),
  };
}

/** @returns what is wrong with the file as an SVG image, or null */
async function svgFault(path: string): Promise<string | null> {
  try {
    const text = await readFile(path, "utf8");
    const parser = new DOMParser({ onError: onErrorStopParsing });
    const root = parser.parseFromString(text, "image/svg+xml").documentElement;
    return root?.localName === "svg" ? null : `its root is ${root?.localName}`;
  } catch (error) {
    return String(error);
  }
}
