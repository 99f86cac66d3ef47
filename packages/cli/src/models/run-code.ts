import type { TurnFunction } from "@inhouse/model-scripted";
import { toolCall } from "@inhouse/model-scripted";

const interpreter = "code_interpreter";

/** Something whose result nobody has by heart, so that a right answer was computed. */
const code = "print(sum(n * n for n in range(1, 101)))";

/** Runs one call of the code interpreter, and answers from what it printed. */
export const runCode: TurnFunction = ({ toolResults, toolNames }) => {
  if (toolResults.length > 0) {
    return toolResults.map(({ text }) => `The code returned: ${text}`).join("\n");
  }
  if (!toolNames.includes(interpreter)) return "This assistant has no tool code_interpreter.";
  return ["I compute it. ", toolCall(interpreter, { code })];
};
