import { expect, test } from "vitest";
import { breaksToolChoice, toModelToolChoice } from "./tool-choice.ts";

const functions: Readonly<Record<string, readonly string[]>> = {
  code_interpreter: ["run_python"],
  weather_plugin: ["get_forecast", "get_history"],
};

test.each([
  ["none", "none"],
  ["auto", "auto"],
  ["required", "required"],
  [{ type: "function", function: { name: "f" } }, { functionName: "f" }],
  [{ type: "code_interpreter" }, { functionName: "run_python" }],
  [{ type: "weather_plugin" }, "required"],
  [{ type: "unheard_of" }, { functionName: "unheard_of" }],
] as const)("%j asks the model for %j", (choice, expected) => {
  expect(toModelToolChoice(choice, (type) => functions[type] ?? [])).toEqual(expected);
});

test.each([
  ["auto", [], false],
  ["auto", ["a"], false],
  ["none", [], false],
  ["none", ["a"], true],
  ["required", [], true],
  ["required", ["a"], false],
  [{ functionName: "a" }, [], true],
  [{ functionName: "a" }, ["b"], true],
  [{ functionName: "a" }, ["b", "a"], false],
] as const)("%j is broken by calls of %j: %j", (choice, called, expected) => {
  expect(breaksToolChoice(choice, called)).toBe(expected);
});
