import type { TurnFunction } from "@inhouse/model-scripted";
import { toolCall } from "@inhouse/model-scripted";

const painter = "text_to_image";
const longestPrompt = 1_000;

/** Has the last user message drawn, and answers from what the tool said. */
export const drawImage: TurnFunction = ({ toolResults, toolNames, lastUserText }) => {
  if (toolResults.length > 0) {
    return toolResults.map(({ text }) => `The tool said: ${text}`).join("\n");
  }
  if (!toolNames.includes(painter)) return `This assistant has no tool ${painter}.`;
  const prompt = lastUserText.trim().slice(0, longestPrompt) || "Nothing in particular";
  return ["I draw it. ", toolCall(painter, { prompt })];
};
