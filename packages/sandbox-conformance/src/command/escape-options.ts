import { parseArgs } from "node:util";
import type { ControlExtent } from "../controls/control-plan.ts";

/** The parts of the suite. */
export type SuiteName = "escapes" | "resources" | "programs";

/** What the command is asked to do. */
export interface EscapeOptions {
  /** Paths of modules, or names that the command was given a meaning for. */
  readonly targets: readonly string[];
  readonly suites: readonly SuiteName[];
  /** A part of the names of the attempts to be made; empty: all. */
  readonly only: string;
  /** Which of how many equal parts of the attempts is to be made; `[1, 1]`: all of them. */
  readonly shard: readonly [part: number, parts: number];
  /** How many processes live at once. */
  readonly parallel: number;
  /** Paths of executables, or names that the command was given a meaning for. */
  readonly nodes: readonly string[];
  readonly controls: ControlExtent;
  /** How long one run of code may take before it counts as not ending, in milliseconds. */
  readonly stepMs: number;
  /** How many executions the soak makes. */
  readonly executions: number;
  /** Whether the attempts are only to be named. */
  readonly list: boolean;
}

const suiteNames: readonly SuiteName[] = ["escapes", "resources", "programs"];
const extents: readonly ControlExtent[] = ["sample", "all", "none"];

function oneOf<Name extends string>(option: string, text: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === text);
  if (found !== undefined) return found;
  throw new RangeError(`--${option} is one of ${names.join(", ")}, not '${text}'.`);
}

function wholeNumber(option: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 1) return number;
  throw new RangeError(`--${option} is a whole number of at least 1, not '${text}'.`);
}

function shardOf(text: string): readonly [number, number] {
  const [part = 0, parts = 0] = text.split("/").map(Number);
  if (Number.isSafeInteger(part) && Number.isSafeInteger(parts) && 1 <= part && part <= parts) {
    return [part, parts];
  }
  throw new RangeError(`--shard is a part and a number of parts, such as 1/3, not '${text}'.`);
}

/**
 * @param args - the words behind the command
 * @returns what they ask for
 * @throws RangeError if one of them is out of its range
 * @throws TypeError if one of them is not known
 */
export function parseEscapeOptions(args: readonly string[]): EscapeOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      target: { type: "string", multiple: true, default: [] },
      suite: { type: "string", default: "escapes" },
      only: { type: "string", default: "" },
      shard: { type: "string", default: "1/1" },
      parallel: { type: "string", default: "2" },
      node: { type: "string", multiple: true, default: ["current"] },
      controls: { type: "string", default: "sample" },
      "step-seconds": { type: "string", default: "45" },
      executions: { type: "string", default: "1000" },
      list: { type: "boolean", default: false },
    },
  });
  return {
    targets: values.target,
    suites: values.suite === "all" ? suiteNames : [oneOf("suite", values.suite, suiteNames)],
    only: values.only,
    shard: shardOf(values.shard),
    parallel: wholeNumber("parallel", values.parallel),
    nodes: values.node,
    controls: oneOf("controls", values.controls, extents),
    stepMs: wholeNumber("step-seconds", values["step-seconds"]) * 1000,
    executions: wholeNumber("executions", values.executions),
    list: values.list,
  };
}
