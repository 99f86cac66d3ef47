import { styleText } from "node:util";
import type { Message, Run, Thread } from "@inhouse/contracts";
import type { Runtime } from "@inhouse/core";
import { isTerminal } from "@inhouse/core";
import { instructions } from "./prompts.ts";
import type { Terminal } from "./terminal/terminal.ts";
import { printable } from "./terminal/terminal.ts";

/** The thread of this and all earlier starts. */
export interface Conversation {
  readonly thread: Thread;
  readonly assistantId: string;
  /** How many of its runs have completed. */
  readonly answered: number;
  /** A run that an earlier start left behind, because its process was killed; null: none. */
  readonly unfinished: Run | null;
  readonly isNew: boolean;
}

/** Finds the thread and the assistant of the earlier starts in the storage, or creates them. */
export async function openConversation(
  inhouse: Runtime,
  { model, fresh }: { readonly model: string; readonly fresh: boolean },
): Promise<Conversation> {
  // #region open
  const [known] = (await inhouse.threads.list({ limit: 1 })).data;
  if (known !== undefined && fresh) await inhouse.threads.delete(known.id);
  const old = fresh ? undefined : known;
  const [assistant] = (await inhouse.assistants.list({ limit: 1 })).data;
  const settings = { model, instructions, tools: [{ type: "code_interpreter" }] };
  const { id: assistantId } =
    assistant === undefined
      ? await inhouse.assistants.create({ name: "Quick start", ...settings })
      : await inhouse.assistants.update(assistant.id, settings);
  const thread = old ?? (await inhouse.threads.create());
  // #endregion open
  const { data: runs } = await inhouse.runs.list(thread.id, { limit: 100 });
  return {
    thread,
    assistantId,
    answered: runs.filter(({ status }) => status === "completed").length,
    unfinished: runs.find(({ status }) => !isTerminal(status)) ?? null,
    isNew: old === undefined,
  };
}

/** Shows what was said before, a line for each question and each answer. */
export async function recall(terminal: Terminal, inhouse: Runtime, thread: Thread): Promise<void> {
  const { data } = await inhouse.messages.list(thread.id, { limit: 50 });
  const messages = data.toReversed();
  const said = messages.filter((message, index) => isLastWord(message, messages[index + 1]));
  const shown = said.slice(-6);
  terminal.line(styleText("bold", "Earlier on this thread"));
  if (shown.length < said.length) terminal.line(styleText("dim", "  …"));
  for (const message of shown) {
    const who = message.role === "user" ? "You" : "Assistant";
    const words = printable(textOf(message)).replace(/\s+/g, " ").trim();
    const room = terminal.width - 14;
    const cut = words.length > room ? `${words.slice(0, room - 1)}…` : words;
    terminal.line(styleText("dim", `  ${who.padEnd(9)}  ${cut}`));
  }
  terminal.line();
}

/** Of all that an assistant says in one run, the end is the answer. */
function isLastWord(message: Message, next: Message | undefined): boolean {
  return message.role === "user" || next === undefined || next.runId !== message.runId;
}

function textOf({ content }: Message): string {
  return content.map((part) => (part.type === "text" ? part.text : "")).join("\n");
}
