import assert from "node:assert/strict";
import type { JsonObject, JsonValue } from "@inhouse/contracts";
import { InhouseError } from "@inhouse/contracts";
import { answered, assertPresentable, assertWorks } from "../expectations.ts";
import type { ToolTrial } from "../harness/tool-trial.ts";
import type { ToolCase } from "../tool-case.ts";

/** What a model may come up with. No argument ends the process, hangs, or changes what others see. */
export const hostileCases: readonly ToolCase[] = [
  {
    name: "survives arguments of any type",
    run: (trial) => assertSurvives(trial, anyValues),
  },
  {
    name: "survives arguments each of which has the wrong type",
    async run(trial) {
      const { input } = trial.suite.works;
      if (!isObject(input)) return;
      const spoiled = Object.keys(input).flatMap((key) =>
        anyValues.map((value) => ({ ...input, [key]: value })),
      );
      await assertSurvives(trial, spoiled);
    },
  },
  {
    name: "survives arguments that are missing, or that nobody asked for",
    async run(trial) {
      const { input } = trial.suite.works;
      if (!isObject(input)) return;
      const short = Object.keys(input).map((missing) =>
        Object.fromEntries(Object.entries(input).filter(([key]) => key !== missing)),
      );
      await assertSurvives(trial, [...short, { ...input, "": 1, nobody_asked: "x" }]);
    },
  },
  {
    name: "survives arguments of a megabyte, and nested deep",
    run: (trial) => assertSurvives(trial, hugeValues(trial)),
  },
  {
    name: "lets no argument reach a prototype",
    async run(trial) {
      const { input } = trial.suite.works;
      const base = isObject(input) ? input : {};
      const polluted = { polluted: "yes" };
      await assertSurvives(trial, [
        poisoned(base, "__proto__", polluted),
        poisoned(base, "constructor", { prototype: polluted }),
      ]);
    },
  },
  {
    name: "survives a call of a function that it does not have",
    async run(trial) {
      const { input } = trial.suite.works;
      for (const name of ["no_such_function", "__proto__", "constructor", ""]) {
        assertPresentable(trial, await answered(trial, trial.home, { name, input }));
      }
      await assertWorks(trial, trial.home);
    },
  },
  {
    name: "takes or refuses an entry with settings that it does not know",
    async run({ tool, definition }) {
      const settings = poisoned({ surprise: { deep: [1, null] }, limits: null }, "__proto__", {});
      const entry = Object.assign(JSON.parse(JSON.stringify(settings)), definition);
      try {
        assert.ok(Array.isArray(tool.functions(entry)));
      } catch (error) {
        assert.ok(InhouseError.isInstance(error) && error.code === "invalid_input", `${error}`);
      }
    },
  },
];

const anyValues: readonly JsonValue[] = [
  null,
  true,
  -1,
  1e308,
  "",
  "\0\ud800 ../../../etc/passwd $(x) '\"`",
  [],
  [[null]],
  {},
  Object.fromEntries(["then", "toString", "length"].map((key) => [key, 1e9])),
];

function hugeValues({ suite: { works } }: ToolTrial): readonly JsonValue[] {
  const long = "x".repeat(1_000_000);
  let deep: JsonValue = "deep";
  for (let depth = 0; depth < 2_000; depth++) deep = [deep];
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`k${index}`, 1]));
  const base = isObject(works.input) ? works.input : {};
  const inside = Object.keys(base).flatMap((key) => [
    { ...base, [key]: long },
    { ...base, [key]: deep },
  ]);
  return [long, deep, many, ...inside];
}

/** A key that JSON may have like any other, though it means something else in JavaScript. */
function poisoned(base: JsonObject, key: string, poison: JsonValue): JsonValue {
  const json = JSON.stringify({ "<key>": poison, ...base });
  return JSON.parse(json.replace("<key>", key)) as JsonValue;
}

async function assertSurvives(trial: ToolTrial, inputs: readonly JsonValue[]): Promise<void> {
  for (const input of inputs) {
    const example = { ...trial.suite.works, files: [], input };
    assertPresentable(trial, await answered(trial, trial.home, example));
    const reached = Object.keys(Object.prototype);
    for (const key of reached) Reflect.deleteProperty(Object.prototype, key);
    assert.deepEqual(reached, [], "An argument reached the prototype of all objects.");
  }
  await assertWorks(trial, trial.home);
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
