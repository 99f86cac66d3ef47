/**
 * The arguments as the model wrote them where that is known, digits of long numbers and order of keys included; the
 * SDK gives only what it parsed.
 */
export function argumentsOf(input: unknown, written: string | undefined): string {
  const parsed = JSON.stringify(input) ?? "{}";
  if (written === undefined || written.trim() === "") return parsed;
  try {
    return JSON.stringify(JSON.parse(written)) === parsed ? written : parsed;
  } catch {
    return parsed;
  }
}

/** Arguments that the SDK refused: a text for the model to read, or what the repair made of them. */
export interface SettledArguments {
  readonly arguments: string;
  /** Why the call cannot be run, for the model to read; absent: it can. */
  readonly problem?: string;
}

export function unknownToolProblem(name: string, known: readonly string[]): string {
  const hint = known.length === 0 ? "There are no tools." : `The tools are: ${known.join(", ")}.`;
  return `There is no tool named '${name}'. ${hint}`;
}

/**
 * Mends how the arguments are written: quotes, commas, comments, code fences, constants of Python. What is missing at
 * their end is never made up, for half of a path or of a command is a different one.
 */
export async function repairArguments(text: string): Promise<SettledArguments> {
  if (forbiddenKey.test(text)) {
    return { arguments: text, problem: "The arguments have a key that is not allowed." };
  }
  if (isCutOff(text)) {
    return { arguments: text, problem: "The arguments break off before the end of their JSON." };
  }
  try {
    const { jsonrepair } = await import("jsonrepair");
    const repaired = jsonrepair(text);
    if (repaired.trimStart().startsWith("{")) return { arguments: repaired };
  } catch {
    // Beyond repair, like what is no object.
  }
  return { arguments: text, problem: "The arguments are not a JSON object." };
}

/** Keys that would reach the prototype of an object that is made of them. */
const forbiddenKey = /__proto__|["']?constructor["']?\s*:/;

/** Whether the text ends inside a string or before the last bracket is closed. */
function isCutOff(text: string): boolean {
  let depth = 0;
  let quote: string | undefined;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === "\\") at += 1;
    else if (quote !== undefined) quote = character === quote ? undefined : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") depth -= 1;
  }
  return quote !== undefined || depth > 0;
}
