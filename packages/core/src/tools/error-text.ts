/**
 * @param error - whatever a tool threw
 * @returns what the model is told of it; never throws itself
 */
export function errorText(error: unknown): string {
  try {
    if (error instanceof Error) return `${error.name}: ${error.message}`;
    if (typeof error === "object" && error !== null) {
      return `The tool failed: ${JSON.stringify(error) ?? "it did not say why"}`;
    }
    return `The tool failed: ${error === undefined ? "it did not say why" : String(error)}`;
  } catch {
    return "The tool failed with an error that cannot be shown.";
  }
}
