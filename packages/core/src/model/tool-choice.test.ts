import { expect, test } from "vitest";
import { toModelToolChoice } from "./tool-choice.ts";

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
