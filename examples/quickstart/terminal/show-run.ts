import { styleText } from "node:util";
import type { RunEvent, RunStep, RunStepDelta, ToolCall } from "@inhouse/contracts";
import { CallView } from "./call-view.ts";
import type { ProseStyle } from "./prose-block.ts";
import { ProseBlock } from "./prose-block.ts";
import type { Terminal } from "./terminal.ts";

/** Shows a run as it goes: what the model thinks, writes and calls, and what the calls print. */
export async function showRun(terminal: Terminal, events: AsyncIterable<RunEvent>): Promise<void> {
  const view = new RunView(terminal);
  try {
    for await (const event of events) await view.show(event);
  } finally {
    view.end();
  }
}

class RunView {
  readonly #terminal: Terminal;
  readonly #calls = new Map<string, CallView>();
  #prose: ProseBlock | null = null;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  async show(event: RunEvent): Promise<void> {
    switch (event.type) {
      case "thread.run.in_progress":
        this.#terminal.wait("the model is thinking");
        return;
      case "thread.run.reasoning.delta":
        this.#open({ paint: (text) => styleText(["dim", "italic"], text) }).push(event.data.text);
        return;
      case "thread.message.delta":
        if (event.data.type === "text") this.#open().push(event.data.text);
        if (event.data.type === "refusal") this.#open().push(event.data.refusal);
        return;
      case "thread.message.created":
      case "thread.message.completed":
      case "thread.message.incomplete":
        this.#close();
        return;
      case "thread.message.deleted":
        this.#close();
        this.#terminal.line(styleText("yellow", "  The answer broke off. Once more:"));
        return;
      case "thread.run.step.delta":
        return this.#step(event.data);
      case "thread.run.step.completed":
        // Calls that were under way when a process died get their outcome with the end of the step.
        for (const [index, call] of callsOf(event.data).entries()) {
          this.#endCall(`${event.data.id} ${index}`, call);
        }
        return;
      default:
        return;
    }
  }

  end(): void {
    this.#close();
    for (const call of this.#calls.values()) call.abandon();
    this.#calls.clear();
    this.#terminal.settle();
  }

  async #step(delta: RunStepDelta): Promise<void> {
    const key = `${delta.stepId} ${delta.index}`;
    const call = this.#calls.get(key);
    switch (delta.type) {
      case "tool_call_started":
        this.#close();
        this.#calls.set(key, new CallView(this.#terminal, delta.toolCall.name));
        return;
      case "tool_call_arguments":
        return call?.write(delta.arguments);
      case "tool_call_progress":
        call?.print(delta.text);
        return;
      case "tool_call_updated":
        this.#endCall(key, delta.toolCall);
    }
  }

  #endCall(key: string, call: ToolCall): void {
    this.#calls.get(key)?.end(call);
    if (this.#calls.delete(key)) this.#terminal.wait("the model reads the result");
  }

  #open(style: ProseStyle = {}): ProseBlock {
    this.#prose ??= new ProseBlock(this.#terminal, style);
    return this.#prose;
  }

  #close(): void {
    if (this.#prose === null) return;
    this.#prose.end();
    this.#prose = null;
    this.#terminal.line();
  }
}

function callsOf({ stepDetails }: RunStep): readonly ToolCall[] {
  return stepDetails.type === "tool_calls" ? stepDetails.toolCalls : [];
}
