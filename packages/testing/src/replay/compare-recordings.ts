import { isDeepStrictEqual } from "node:util";
import type { RecordedCall, RecordedStep, RunRecording } from "./run-recording.ts";

/**
 * Compares what two runs did: their ends, their steps, the names and arguments of calls and how these ended, the texts of
 * messages. What tools put out, what the model thought, times and tokens are not compared.
 *
 * @param recorded - the one
 * @param replayed - the other
 * @returns how the other differs, as sentences; none: it does not
 */
export function compareRecordings(
  recorded: RunRecording,
  replayed: RunRecording,
): readonly string[] {
  const differences: string[] = [];
  const compare = (what: string, was: unknown, is: unknown): boolean => {
    if (isDeepStrictEqual(was, is)) return true;
    differences.push(`${what} is ${JSON.stringify(is)}, and was ${JSON.stringify(was)}`);
    return false;
  };
  const [steps, newSteps] = [stepsOf(recorded), stepsOf(replayed)];
  for (let index = 0; index < Math.max(steps.length, newSteps.length); index++) {
    const [was, is] = [steps[index], newSteps[index]];
    if (was === undefined || is === undefined) {
      compare("the number of steps", steps.length, newSteps.length);
      break;
    }
    const what = `step ${index + 1}`;
    if (!compare(`the type of ${what}`, was.type, is.type)) break;
    compare(`the status of ${what}`, was.status, is.status);
    if (was.type === "message_creation" && is.type === "message_creation") {
      compare(`the text of ${what}`, was.text, is.text);
      compare(`the message of ${what}`, was.messageStatus, is.messageStatus);
    } else if (was.type === "tool_calls" && is.type === "tool_calls") {
      if (!compare(`the calls of ${what}`, was.calls.map(shown), is.calls.map(shown))) continue;
      compare(`the ends of the calls of ${what}`, was.calls.map(ended), is.calls.map(ended));
    }
  }
  const { outcome } = replayed;
  compare("the run", recorded.outcome.status, outcome.status);
  const error = outcome.errorMessage === null ? "" : ` (${outcome.errorMessage})`;
  compare(`the code of the run's error${error}`, recorded.outcome.errorCode, outcome.errorCode);
  compare(
    "the reason why the run is incomplete",
    recorded.outcome.incompleteReason,
    outcome.incompleteReason,
  );
  return differences;
}

function stepsOf({ answers }: RunRecording): readonly RecordedStep[] {
  return answers.flatMap(({ steps }) => steps);
}

function shown({ name, arguments: input }: RecordedCall): string {
  try {
    return `${name}(${JSON.stringify(JSON.parse(input))})`;
  } catch {
    return `${name}(${input})`;
  }
}

function ended({ status, awaited }: RecordedCall): string {
  return [...awaited, status].join(", ");
}
