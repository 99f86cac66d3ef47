import { oneLine } from "../result/one-line.ts";

/**
 * @param warning - what the provider could not do as asked, as any version of the AI SDK says it, or whatever it says
 * @returns it as a sentence
 */
export function describeWarning(warning: unknown): string {
  const { message, feature, setting, details } = (warning ?? {}) as Readonly<
    Record<string, unknown>
  >;
  if (typeof message === "string" && message !== "") return oneLine(message, longest);
  const what = typeof feature === "string" ? feature : setting;
  if (typeof what !== "string") return "The model could not do everything as asked.";
  const more = typeof details === "string" && details !== "" ? ` ${details}` : "";
  return oneLine(`The model does not support '${what}'.${more}`, longest);
}

const longest = 300;
