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
const { javascript, javascriptSandbox, userFunctions } =
  await import(${JSON.stringify(new URL("index.ts", import.meta.url).href)});
const context = { tenant: "t", threadId: "t", idempotencyKey: "k", startedAt: 0,
  signal: new AbortController().signal, onOutput() {}, tools: { list: () => [] }, files: { list: async () => [] } };
const definition = { type: "javascript_function", name: "f", description: "One.", parameters: { type: "object" }, source: "export default () => 1" };
const calls = [
  [javascript(), { name: "javascript", input: { code: "1" }, definition: { type: "javascript" } }],
  [userFunctions(), { name: "f", input: {}, definition }],
];
const codeOf = (promise) => promise.then(() => "done", (error) => error.code);
const told = [];
for (const [tool, call] of calls) {
  const { output, isError } = await tool.execute(call, context);
  told.push([await codeOf(tool.warmUp()), isError, /UnsupportedRuntime/.test(output), /worker threads/.test(output)]);
  await tool.close();
}
const sandbox = javascriptSandbox();
told.push([await codeOf(sandbox.call({ source: "export default () => 1" }))]);
console.log(JSON.stringify(told));`;

test("without the modules of Node.js there is a typed error, the model is told, and nothing weaker runs the code", async () => {
  const hooks = `data:text/javascript,${encodeURIComponent(withoutNode)}`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...["--import", hooks],
    ...["--input-type=module", "--eval", script],
  ]);
  const refused = ["unsupported_runtime", true, true, true];
  expect(JSON.parse(stdout)).toEqual([refused, refused, ["unsupported_runtime"]]);
});
