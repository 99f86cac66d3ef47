import type { TurnFunction } from "@inhouse/model-scripted";
import { checkPrompt, text, toolCalls } from "@inhouse/model-scripted";
import type { Recorder } from "../history-file.ts";

/** What a user message asks for: its last word. */
export type Plan = "plain" | "long" | "tools" | "rounds" | "external" | "mixed" | "code";

const longAnswer = Array.from({ length: 30 }, (_, index) => `sentence ${index}.`).join(" ");

/**
 * A provider that answers by what the prompt says alone, so that whoever takes a run over gets the answer that the dead process
 * would have got. It writes down what is wrong with each prompt.
 *
 * @param process - who asks
 * @param record - where to write
 */
export function conversationScript(process: string, record: Recorder): TurnFunction {
  return (request) => {
    record({ type: "provider", process, problems: checkPrompt(request.prompt) });
    const [mark = "", plan = "plain"] = request.lastUserText.split(" ");
    const messages = request.prompt;
    const asked = messages.findLastIndex((message) => message.role === "user");
    const rounds = messages.slice(asked).filter((message) => message.role === "tool").length;
    const calls = callsFor(plan as Plan, rounds);
    if (calls.length === 0)
      return text(plan === "long" ? `${mark}: ${longAnswer}` : `${mark}: yes.`);
    const called = toolCalls(calls.map((name) => ({ name, input: { mark, round: rounds } })));
    return plan === "mixed" ? [text(`${mark}: let me see.`), ...called] : called;
  };
}

function callsFor(plan: Plan, rounds: number): readonly string[] {
  if (rounds === 0) {
    if (plan === "tools") return ["safe", "plain", "asking"];
    if (plan === "rounds") return ["filing", "plain"];
    if (plan === "external") return ["outside"];
    if (plan === "code") return ["coding", "once"];
    if (plan === "mixed") return ["safe", "outside", "plain"];
  }
  return rounds === 1 && plan === "rounds" ? ["asking", "safe"] : [];
}
