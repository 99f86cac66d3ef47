import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Attempt, HostFacts } from "../attempts/attempt.ts";
import type { StepReport } from "../host/messages.ts";
import type { Evidence, Secrets } from "./evidence.ts";
import { HostProcess } from "./host-process.ts";
import type { Verdict } from "./judge.ts";
import { judge } from "./judge.ts";
import { LoopbackServer } from "./loopback-server.ts";

/** Against what, and on what, an attempt is made. */
export interface AttemptSettings {
  /** The module that opens the sandbox: an absolute path or a `file:` URL. */
  readonly module: string;
  /** The Node.js of the host process. */
  readonly node: string;
  /** How long one run of code may take before it counts as not ending, in milliseconds. */
  readonly stepMs: number;
  /**
   * How long the host process may answer nothing before it counts as blocked, in milliseconds. Absent: 20 seconds, which
   * only a host that does nothing else exceeds.
   */
  readonly silenceMs?: number;
}

/** What became of an attempt, and what it cost. */
export interface AttemptOutcome extends Verdict {
  /** Which one it was. */
  readonly attempt: Attempt;
  /** How long it took, in seconds, with the start of its process. */
  readonly seconds: number;
  /** The longest time for which the host process did nothing else, in milliseconds; null if it did not live to say so. */
  readonly delayMs: number | null;
  /** The most memory that the host process ever had, in bytes; null if it did not live to say so. */
  readonly peakBytes: number | null;
}

/** Where many processes start at once, one may have to wait for its turn. */
export const startMs = 120_000;

export const defaultSilenceMs = 20_000;

const word = (name: string): string => `${name}-${randomBytes(8).toString("hex")}`;

/** JavaScript whose text does not hold what it evaluates to, so that an echo of the code proves nothing. */
const expressionFor = (text: string): string => {
  const half = Math.floor(text.length / 2);
  return `[${JSON.stringify(text.slice(0, half))}, ${JSON.stringify(text.slice(half))}].join("")`;
};

/**
 * Makes one attempt in a fresh process.
 *
 * @param attempt - the attempt
 * @param settings - against what
 * @returns what became of it
 */
export async function runAttempt(
  attempt: Attempt,
  settings: AttemptSettings,
): Promise<AttemptOutcome> {
  const started = performance.now();
  const folder = mkdtempSync(join(tmpdir(), "inhouse-escape-"));
  const secrets: Secrets = {
    file: word("file"),
    variable: word("variable"),
    realm: word("realm"),
    mark: word("mark"),
  };
  await using server = await LoopbackServer.start(word("answer"));
  const facts: HostFacts = {
    secretFile: join(folder, "secret.txt"),
    markerFile: join(folder, "marker.txt"),
    variable: "INHOUSE_SECRET",
    url: `http://127.0.0.1:${server.port}/`,
    port: server.port,
    realmProof: expressionFor(secrets.realm),
    mark: secrets.mark,
  };
  writeFileSync(facts.secretFile, secrets.file);
  const steps = attempt.steps(facts);
  const reports: StepReport[] = [];
  let delayMs: number | null = null;
  let peakBytes: number | null = null;
  const seen = { broken: null as string | null, changes: [] as readonly string[] };
  let useless = false;
  let ended = false;
  try {
    await using host = new HostProcess({
      entry: "host/main",
      module: settings.module,
      node: settings.node,
      cwd: folder,
      silenceMs: settings.silenceMs ?? defaultSilenceMs,
      env: { [facts.variable]: secrets.variable },
    });
    let works = false;
    const answered = await host.carryOut(
      { type: "attempt", steps },
      { start: startMs, step: settings.stepMs },
      (said) => {
        if (said.type === "broken") seen.broken = said.reason;
        if (said.type === "works") works = true;
        if (said.type === "step") reports.push(said.report);
        if (said.type === "useless") useless = true;
        if (said.type !== "ended") return said.type === "broken";
        ended = true;
        seen.changes = said.changes;
        delayMs = said.delayMs;
        peakBytes = said.peakBytes;
        return true;
      },
    );
    const hostEnd = host.end;
    // What it wrote and whom it called may still be on the way.
    await host[Symbol.asyncDispose]();
    const evidence: Evidence = {
      steps,
      reports,
      terminal: host.terminal,
      marker: existsSync(facts.markerFile) ? readFileSync(facts.markerFile, "utf8") : null,
      connections: server.connections,
      changes: seen.changes,
      ended,
      useless,
      hostEnd,
      answered,
      broken: works ? seen.broken : (seen.broken ?? `it did not start: ${host.terminal}`),
    };
    return {
      attempt,
      ...judge(evidence, secrets),
      seconds: (performance.now() - started) / 1000,
      delayMs,
      peakBytes,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
