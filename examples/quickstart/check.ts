import { readFile } from "node:fs/promises";
import type { Run, RunStep } from "@inhouse/contracts";
import { DOMParser, onErrorStopParsing } from "@xmldom/xmldom";
import type { ExportedFile } from "./files.ts";
import { interpreterCalls } from "./files.ts";

/** What this start, with those before it, should have led to. */
export interface Check {
  readonly ok: boolean;
  /** All that was found, good or bad. */
  readonly findings: string;
}

export async function check(
  run: Run,
  steps: readonly RunStep[],
  files: readonly ExportedFile[],
): Promise<Check> {
  const { expects } = run.metadata;
  const calls = interpreterCalls(steps).filter(({ status }) => status === "completed");
  const charts = files.filter(({ path }) => path.endsWith(".svg"));
  const faults = await Promise.all(charts.map(({ path }) => svgFault(path)));
  const sound = faults.filter((fault) => fault === null);
  const results = [
    { ok: run.status === "completed", finding: `run ${run.status}` },
    {
      ok: calls.length > 0 || expects === "answer",
      finding: `code_interpreter calls completed: ${calls.length}`,
    },
    {
      ok: sound.length === charts.length && (sound.length > 0 || expects !== "chart"),
      finding: `charts that parse as SVG: ${sound.length} of ${charts.length}`,
    },
  ];
  return {
    ok: results.every(({ ok }) => ok),
    findings: results.map(({ ok, finding }) => (ok ? finding : `NOT OK: ${finding}`)).join(", "),
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
