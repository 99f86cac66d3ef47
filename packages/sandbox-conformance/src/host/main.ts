import { monitorEventLoopDelay } from "node:perf_hooks";
import type { AttemptStep } from "../attempts/attempt.ts";
import { loadTarget } from "../target/load-target.ts";
import type { SandboxTarget } from "../target/sandbox-target.ts";
import { checkWorks } from "../target/works.ts";
import type { HostOrder, HostWord, StepReport } from "./messages.ts";
import { soakProgram } from "./soak-program.ts";
import { watchRealm } from "./watch-realm.ts";

/**
 * The entry of the process in which an attempt is made: it opens the sandbox, runs the attempt in it, and says what came
 * back. Who judges is the process that started it, which the attempt does not reach.
 */
const attacker = "attacker";
const stranger = "stranger";
const maxFileChars = 1_000_000;

const say = (word: HostWord): void => void process.send?.(word);

const textOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

async function runStep(sandbox: SandboxTarget, step: AttemptStep): Promise<StepReport> {
  try {
    const { output, files } = await sandbox.run(step.code, step.session ?? attacker);
    return {
      output,
      files: files.map(({ filename, bytes }) => ({
        filename,
        text: Buffer.from(bytes.subarray(0, maxFileChars)).toString("latin1"),
      })),
    };
  } catch (error) {
    return { output: textOf(error), files: [] };
  }
}

async function open(module: string): Promise<SandboxTarget | null> {
  try {
    const sandbox = await (await loadTarget(module))();
    const check = await checkWorks(sandbox, attacker);
    if (!check.works) throw new Error(`plain code does not run in it: ${check.output}`);
    say({ type: "works" });
    return sandbox;
  } catch (error) {
    say({ type: "broken", reason: textOf(error) });
    return null;
  }
}

async function makeAttempt(sandbox: SandboxTarget, steps: readonly AttemptStep[]): Promise<void> {
  const changes = watchRealm();
  const delay = monitorEventLoopDelay({ resolution: 5 });
  for (const step of steps) {
    delay.enable();
    const report = await runStep(sandbox, step);
    // To tell what came back may take long, which is not the sandbox's doing.
    delay.disable();
    say({ type: "step", report });
  }
  // What the attempt left behind goes off now, if it does: in its own session, which may be gone, or in a stranger's.
  const again = await checkWorks(sandbox, attacker);
  say({ type: "step", report: { output: again.output, files: [] } });
  if (!again.works) {
    const other = await checkWorks(sandbox, stranger);
    if (!other.works) say({ type: "useless", output: other.output });
  }
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  say({ type: "ended", changes: changes(), delayMs: delay.max / 1e6, peakBytes });
}

async function soak(sandbox: SandboxTarget, executions: number): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  let failed = 0;
  let earlyBytes = 0;
  for (let index = 1; index <= executions; index += 1) {
    const { code, expected } = soakProgram(sandbox.language, index);
    const { output } = await runStep(sandbox, { code });
    if (!output.includes(expected)) failed += 1;
    if (index === Math.ceil(executions / 10)) earlyBytes = process.memoryUsage.rss();
  }
  delay.disable();
  const lateBytes = process.memoryUsage.rss();
  say({ type: "soaked", executions, failed, earlyBytes, lateBytes, delayMs: delay.max / 1e6 });
}

async function carryOut(order: Exclude<HostOrder, { type: "ping" }>): Promise<void> {
  const sandbox = await open(process.argv[2] ?? "");
  if (sandbox === null) return;
  if (order.type === "soak") await soak(sandbox, order.executions);
  else await makeAttempt(sandbox, order.steps);
}

process.on("message", (order: HostOrder) => {
  if (order.type === "ping") say({ type: "pong" });
  else void carryOut(order);
});
