import assert from "node:assert/strict";
import type { JsonObject, ToolFunction } from "@inhouse/contracts";
import { Ajv2020 } from "ajv/dist/2020.js";
import { thrown } from "../expectations.ts";
import type { ToolTrial } from "../harness/tool-trial.ts";
import type { ToolCase } from "../tool-case.ts";
import type { ToolExample } from "../tool-suite.ts";

/** The longest time that a timer of JavaScript can count, in milliseconds. */
const longestTimer = 2 ** 31 - 1;

/** What a tool says of itself. */
export const schemaCases: readonly ToolCase[] = [
  {
    name: "says its type, and its name if it is a function",
    async run({ tool }) {
      assert.match(tool.type, /^[\w.:/-]{1,128}$/);
      if (tool.type === "function") assert.match(tool.name ?? "", functionName);
      else assert.equal(tool.name, undefined);
    },
  },
  {
    name: "has functions under names that providers take, each once",
    async run(trial) {
      const names = functionsOf(trial).map(({ name }) => name);
      assert.ok(names.length > 0, "There is no function.");
      for (const name of names) assert.match(name, functionName);
      assert.equal(new Set(names).size, names.length, "Two functions have one name.");
      if (trial.tool.type === "function") assert.deepEqual(names, [trial.tool.name]);
    },
  },
  {
    name: "describes each function to the model",
    async run(trial) {
      for (const { description } of functionsOf(trial)) assert.match(description, /\S/);
    },
  },
  {
    name: "takes the arguments of each function as an object, by a sound JSON Schema",
    async run(trial) {
      for (const { name, parameters } of functionsOf(trial)) {
        assert.equal(parameters.type, "object", `${name} takes no object`);
        validatorOf(parameters);
      }
    },
  },
  {
    name: "describes its functions in JSON, and always the same",
    async run(trial) {
      const functions = functionsOf(trial);
      assert.deepEqual(JSON.parse(JSON.stringify(functions)), functions);
      assert.deepEqual(functionsOf(trial), functions);
    },
  },
  {
    name: "has schemas that let the calls of the suite pass",
    async run(trial) {
      for (const example of examplesOf(trial)) {
        const { name, input } = trial.thread().invocation(example);
        const called = functionsOf(trial).find((one) => one.name === name);
        assert.ok(called !== undefined, `There is no function '${name}'.`);
        const validate = validatorOf(called.parameters);
        assert.ok(validate(input), `${JSON.stringify(input)}: ${JSON.stringify(validate.errors)}`);
      }
    },
  },
  {
    name: "refuses an entry whose settings are wrong",
    needs: ["refuses"],
    async run({ tool, suite }) {
      for (const definition of suite.refuses ?? []) {
        assert.equal(thrown(() => tool.functions(definition)).code, "invalid_input");
      }
    },
  },
  {
    name: "has a time limit that a timer can count, or none",
    async run({ tool: { timeoutMs } }) {
      if (timeoutMs === undefined) return;
      assert.ok(Number.isSafeInteger(timeoutMs) && timeoutMs >= 1 && timeoutMs <= longestTimer);
    },
  },
  {
    name: "says in words of the port what becomes of calls after a crash",
    async run({ tool }) {
      assert.ok([undefined, "retry", "report", "ask"].includes(tool.afterCrash));
    },
  },
];

const functionName = /^[a-zA-Z0-9_-]{1,64}$/;

function functionsOf({ tool, definition }: ToolTrial): readonly ToolFunction[] {
  return tool.functions(definition);
}

/** Keywords that nobody knows may stand in a schema, as providers let them. */
function validatorOf(parameters: JsonObject): ReturnType<Ajv2020["compile"]> {
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  try {
    return ajv.compile(parameters);
  } catch (error) {
    assert.fail(`${error}`);
  }
}

function examplesOf({ suite }: ToolTrial): readonly ToolExample[] {
  const { works, fails, lasts, overruns, floods, makesFiles, memory, effects } = suite;
  const called = effects === "none" ? undefined : effects?.call;
  const remembered = memory === undefined ? [] : [memory.read, memory.write("word")];
  return [works, fails, lasts, overruns, floods, makesFiles, called, ...remembered].filter(
    (example) => example !== undefined,
  );
}
