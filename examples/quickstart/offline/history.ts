import type {
  Prompt,
  PromptToolResultPart,
  ToolResultView,
  Turn,
  TurnRequest,
} from "@inhouse/model-scripted";

/** What one month or one year was like, as the table of `monthly.py` says. */
export interface Weather {
  readonly name: string;
  readonly rain: number;
  readonly wetDays: number;
  readonly high: number;
  readonly low: number;
}

const row = /^(\d{4}(?:-\d\d)?) +(-?[\d.]+) +(\d+) +(-?[\d.]+) +(-?[\d.]+)$/gm;

/** Reads the last table in a thread's history; empty if there is none, or if it lies too far back to be sent. */
export function weatherIn(prompt: Prompt): readonly Weather[] {
  const texts = prompt.flatMap((message) => (message.role === "tool" ? [resultText(message)] : []));
  const text = texts.findLast((candidate) => candidate.match(row) !== null) ?? "";
  return [...text.matchAll(row)].map(([, name = "", rain, wetDays, high, low]) => ({
    name,
    rain: Number(rain),
    wetDays: Number(wetDays),
    high: Number(high),
    low: Number(low),
  }));
}

/** How the calls went that the model has made since the user spoke. */
export interface Progress {
  /** How many went well since the last one that did not. */
  readonly done: number;
  readonly failed: number;
}

export function progressOf({ prompt }: TurnRequest): Progress {
  const asked = prompt.findLastIndex((message) => message.role === "user");
  const results = prompt
    .slice(asked + 1)
    .flatMap((message) => (message.role === "tool" ? message.content : []))
    .map((part) => part.type === "tool-result" && isFailure(part));
  const failed = results.filter((isFailed) => isFailed).length;
  return { failed, done: results.length - 1 - results.lastIndexOf(true) };
}

/** Over HTTP an error is a text like any other, but for its form. */
function isFailure({ output }: PromptToolResultPart): boolean {
  return output.type === "text" && output.value.startsWith('{"error":');
}

/** The values that the last result shows where a pattern has its groups, or null if it shows nothing like it. */
export function read(results: readonly ToolResultView[], pattern: RegExp): string[] | null {
  const found = results.at(-1)?.text.match(pattern);
  return found === null || found === undefined ? null : found.slice(1);
}

/** What to say when the last result is not what was expected. */
export function unread({ toolResults }: TurnRequest): Turn {
  return `Python did not give me what I need. This is what it said:\n\n${toolResults.at(-1)?.text ?? "(nothing)"}`;
}

function resultText(message: Extract<Prompt[number], { role: "tool" }>): string {
  return message.content
    .map((part) =>
      part.type === "tool-result" && part.output.type === "text" ? part.output.value : "",
    )
    .join("\n");
}
