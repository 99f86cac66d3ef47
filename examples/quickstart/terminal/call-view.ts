import { styleText } from "node:util";
import type { ToolCall } from "@inhouse/contracts";
import { parsePartialJson } from "ai";
import { BoxedBlock } from "./boxed-block.ts";
import { paintPython } from "./paint-python.ts";
import type { Terminal } from "./terminal.ts";

/** Shows one call of the code interpreter: the code as the model writes it, what it prints, how it ended. */
export class CallView {
  readonly #terminal: Terminal;
  readonly #code: BoxedBlock;
  readonly #output: BoxedBlock;
  #arguments = "";
  #shown = 0;
  #printed = "";

  constructor(terminal: Terminal, name: string) {
    this.#terminal = terminal;
    this.#code = new BoxedBlock(terminal, paintPython);
    this.#output = new BoxedBlock(terminal, (text) => [{ text, style: "cyan" }]);
    terminal.line(styleText("dim", `  ╭─ ${name === "code_interpreter" ? "Python" : name}`));
  }

  /** More of the arguments, which are JSON: people want to read the code in it. */
  async write(text: string): Promise<void> {
    this.#arguments += text;
    const { value, state } = await parsePartialJson(this.#arguments);
    const code =
      typeof value === "object" && value !== null && "code" in value ? value.code : undefined;
    if (typeof code !== "string") return;
    this.#code.push(code.slice(this.#shown));
    this.#shown = code.length;
    if (state !== "successful-parse") return;
    this.#code.end();
    this.#terminal.wait("Python is at work");
  }

  print(text: string): void {
    if (this.#printed === "") this.#header("output");
    this.#printed += text;
    this.#output.push(text);
  }

  end(call: ToolCall): void {
    this.#code.end();
    const logs = call.outputs.flatMap((output) => (output.type === "logs" ? [output.logs] : []));
    // The value of the last expression and the traceback come with the result only.
    const all = logs.join("\n") || (call.status === "completed" ? "" : (call.output ?? ""));
    const known = this.#printed.trimEnd();
    if (all.startsWith(known) && all.length > known.length) this.print(all.slice(known.length));
    this.#output.end();
    const seconds = ((call.endedAt ?? 0) - (call.startedAt ?? call.endedAt ?? 0)) / 1000;
    const files = call.outputs.filter((output) => "fileId" in output).length;
    const made = files === 0 ? "" : `, ${files} ${files === 1 ? "file" : "files"} made`;
    const colour = call.status === "completed" ? "dim" : "red";
    this.#terminal.line(styleText(colour, `  ╰─ ${call.status} in ${seconds.toFixed(2)} s${made}`));
    this.#terminal.line();
  }

  /** The run has ended before the call did. */
  abandon(): void {
    this.#code.end();
    this.#output.end();
    this.#terminal.line(styleText("dim", "  ╰─ stopped"));
  }

  #header(title: string): void {
    this.#code.end();
    this.#terminal.line(styleText("dim", `  ├─ ${title}`));
  }
}
