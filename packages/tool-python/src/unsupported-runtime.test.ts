import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

/** An edge runtime has none of Node's own modules. */
const withoutNode = `
import { registerHooks } from "node:module";
registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith("node:")) throw new Error("No such module: " + specifier);
    return next(specifier, context);
  },
});`;

const script = `
const { codeInterpreter } = await import(${JSON.stringify(new URL("index.ts", import.meta.url).href)});
const told = [];
for (const mode of ["worker", "process"]) {
  const tool = codeInterpreter({ mode });
  const code = await tool.warmUp().then(() => "started", (error) => error.code);
  const context = { tenant: "t", threadId: "t", signal: new AbortController().signal,
    onOutput() {}, files: { list: async () => [] }, tools: { list: () => [] } };
  const call = { name: "code_interpreter", input: { code: "1" }, definition: { type: "code_interpreter" } };
  const { output, isError } = await tool.execute(call, context);
  told.push([code, isError, output.split(":", 2).join(":"), output.includes("session: untouched.")]);
  await tool.close();
}
console.log(JSON.stringify(told));`;

test("without the modules of Node.js every mode fails with a typed error, and nothing weaker runs the code", async () => {
  const hooks = `data:text/javascript,${encodeURIComponent(withoutNode)}`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...["--import", hooks],
    ...["--input-type=module", "--eval", script],
  ]);
  const refused = ["unsupported_runtime", true, "error: UnsupportedRuntime", true];
  expect(JSON.parse(stdout)).toEqual([refused, refused]);
});
