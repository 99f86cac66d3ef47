import type { ToolChoice } from "@inhouse/contracts";

/** A tool choice in terms of the functions that the model sees. */
export type ModelToolChoice = "none" | "auto" | "required" | ModelToolChoiceFunction;

export interface ModelToolChoiceFunction {
  readonly functionName: string;
}

/** @returns whether an answer with calls of these functions is none that the choice allows */
export function breaksToolChoice(choice: ModelToolChoice, called: readonly string[]): boolean {
  switch (choice) {
    case "auto":
      return false;
    case "none":
      return called.length > 0;
    case "required":
      return called.length === 0;
    default:
      return !called.includes(choice.functionName);
  }
}

/**
 * A tool type stands for the functions it brings. A type with several of them can only be asked for as "any tool":
 * providers force one function or all.
 *
 * @param functionsOf - the names of the functions that a tool type brought to this call
 */
export function toModelToolChoice(
  choice: ToolChoice,
  functionsOf: (toolType: string) => readonly string[],
): ModelToolChoice {
  if (typeof choice === "string") return choice;
  if ("function" in choice) return { functionName: choice.function.name };
  const names = functionsOf(choice.type);
  if (names.length > 1) return "required";
  return { functionName: names[0] ?? choice.type };
}
