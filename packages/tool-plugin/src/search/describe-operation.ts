import { argumentsSchema } from "../operation/arguments-schema.ts";
import type { Operation } from "../operation/operation.ts";
import { shorten } from "../schema/shorten.ts";
import { signatureOf } from "../schema/signature.ts";

const longestSignature = 700;

/** @returns an operation in two lines: what it is, and what it takes */
export function briefOperation(operation: Operation): string {
  const { name, method, path, summary, description } = operation;
  const what = shorten(summary || description, 160);
  const signature = shorten(signatureOf(argumentsSchema(operation)), longestSignature);
  return `${name} (${method} ${shorten(path, 120)})${what === "" ? "" : `: ${what}`}\n  arguments: ${signature}`;
}

/** @returns all that there is to say of an operation */
export function wholeOperation(operation: Operation): string {
  const { name, method, path, summary, description } = operation;
  const what = [shorten(summary, 300), shorten(description, 1_500)].filter((one) => one !== "");
  const schema = JSON.stringify(argumentsSchema(operation));
  return [
    `${name} (${method} ${shorten(path, 500)})`,
    ...new Set(what),
    `JSON Schema of its arguments: ${schema}`,
  ].join("\n");
}

/** @returns what a function of its own says of an operation */
export function functionDescription(operation: Operation): string {
  const { method, path, summary, description } = operation;
  const what = [summary, description].map((one) => one.trim()).filter((one) => one !== "");
  // Providers take 1,024 characters.
  return shorten(`${[...new Set(what)].join(". ") || "Calls"} (${method} ${path})`, 1_000);
}
