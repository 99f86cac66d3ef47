/**
 * @param warning - what the provider could not do as asked, as any version of the AI SDK says it
 * @returns it as a sentence
 */
export function describeWarning(warning: object): string {
  const { message, feature, setting, details } = warning as Readonly<Record<string, unknown>>;
  if (typeof message === "string" && message !== "") return message.slice(0, longest);
  const what = typeof feature === "string" ? feature : setting;
  if (typeof what !== "string") return "The model could not do everything as asked.";
  const more = typeof details === "string" && details !== "" ? ` ${details}` : "";
  return `The model does not support '${what}'.${more}`.slice(0, longest);
}

const longest = 300;
