import type { EscapeKind } from "../attempts/attempt.ts";
import type { Evidence, HostEnd, Secrets } from "./evidence.ts";

/** What became of an attempt. */
export interface Verdict {
  /** `held`: nothing got out. `broken`: the attempt could not be made, so that it says nothing. */
  readonly result: "held" | "escaped" | "hostDied" | "broken";
  /** How it got out; empty unless it escaped. */
  readonly kinds: readonly EscapeKind[];
  /** What was seen, for a person. */
  readonly detail: string;
}

const detailChars = 2000;

/** A name that a host can keep as it is: one part, nothing that a terminal or a file system takes for an order. */
const isSafeFilename = (name: string): boolean =>
  name.isWellFormed() &&
  !/[/\\\p{Cc}\u202a-\u202e\u2066-\u2069]/u.test(name) &&
  !/^\.*$/.test(name);

const isStorable = (text: string): boolean => text.isWellFormed() && !text.includes("\0");

function kindsOf(evidence: Evidence, secrets: Secrets): EscapeKind[] {
  const { reports, steps, marker } = evidence;
  const files = reports.flatMap((report) => report.files);
  const everything = [
    evidence.terminal,
    ...reports.map((report) => report.output),
    ...files.flatMap((file) => [file.filename, file.text]),
  ].join("\n");
  const victims = steps.flatMap(({ expected }, index) => {
    const output = reports[index]?.output;
    return expected === undefined || output === undefined ? [] : [{ expected, output }];
  });
  const found: [EscapeKind, boolean][] = [
    ["read a file", everything.includes(secrets.file)],
    ["read the environment", everything.includes(secrets.variable)],
    ["ran JavaScript", everything.includes(secrets.realm)],
    ["ran a command", marker?.includes("command") === true],
    ["wrote a file", marker !== null && !marker.includes("command")],
    ["reached the network", evidence.connections > 0],
    ["changed the host's objects", evidence.changes.length > 0],
    ["wrote to the terminal", evidence.terminal.includes(secrets.mark)],
    [
      "reached another session",
      victims.some(
        ({ expected, output }) => !output.includes(expected) || output.includes(secrets.mark),
      ),
    ],
    ["left a hostile file name", files.some(({ filename }) => !isSafeFilename(filename))],
    [
      "gave the host text that cannot be stored",
      reports.some(({ output }) => !isStorable(output)) ||
        files.some(({ filename }) => !isStorable(filename)),
    ],
    ["outlived its time", !evidence.ended && evidence.answered && evidence.hostEnd === null],
    ["left the sandbox useless", evidence.useless],
  ];
  return found.flatMap(([kind, isTrue]) => (isTrue ? [kind] : []));
}

const describeEnd = ({ code, signal }: HostEnd): string =>
  signal === null ? `the host ended with code ${code}` : `the host was ended by ${signal}`;

/**
 * @param evidence - what was seen of an attempt
 * @param secrets - the words that must not have been seen
 * @returns what became of it
 */
export function judge(evidence: Evidence, secrets: Secrets): Verdict {
  if (evidence.broken !== null) return { result: "broken", kinds: [], detail: evidence.broken };
  const kinds = kindsOf(evidence, secrets);
  const ending =
    evidence.hostEnd === null
      ? evidence.answered
        ? []
        : ["the host no longer answers"]
      : [describeEnd(evidence.hostEnd)];
  const seen = [
    ...ending,
    ...(evidence.changes.length > 0 ? [`changed: ${evidence.changes.join(", ")}`] : []),
    ...evidence.reports.map(({ output }) => output.trim()),
    ...evidence.reports.flatMap(({ files }) => files.map((file) => JSON.stringify(file.filename))),
    ...(evidence.terminal === "" ? [] : [`on its terminal: ${evidence.terminal}`]),
  ];
  const detail = seen.join("\n").slice(0, detailChars);
  if (kinds.length > 0) return { result: "escaped", kinds, detail };
  return { result: ending.length > 0 ? "hostDied" : "held", kinds, detail };
}
