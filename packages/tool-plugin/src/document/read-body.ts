import { isFileBody } from "../operation/arguments-schema.ts";
import type { OperationBody } from "../operation/operation.ts";
import { mergeAllOf } from "../schema/merge-all-of.ts";
import type { Raw } from "../schema/raw.ts";
import { isRaw, rawOf, textOf } from "../schema/raw.ts";
import { invalidDocument } from "./invalid-document.ts";

/** The forms of a body that can be sent, the best first. */
const forms: readonly RegExp[] = [
  /^application\/json$/,
  /^application\/[\w.+-]*\+json$/,
  /^application\/x-www-form-urlencoded$/,
  /^multipart\/form-data$/,
  /^text\/plain$/,
  /^(text|message)\/|^application\/(xml|yaml|x-yaml|graphql|sql|toml|x-ndjson|[\w.+-]+\+(xml|yaml))$/,
];

/**
 * @param given - the `requestBody` of an operation
 * @param path - where it is, for messages
 * @returns the body; null: there is none
 * @throws InvalidInputError if it is none, or none of its types can be sent
 */
export function readRequestBody(given: unknown, path: string): OperationBody | null {
  if (given === undefined) return null;
  if (!isRaw(given)) throw invalidDocument(path, "a request body", given);
  if ("$ref" in given) {
    throw invalidDocument(`${path}.$ref`, "a reference within the document", given.$ref);
  }
  const content = Object.entries(rawOf(given.content)).map(
    ([type, one]) => [(type.split(";")[0] ?? "").trim().toLowerCase(), rawOf(one)] as const,
  );
  if (content.length === 0) return null;
  const found = forms.map((form) => content.find(([type]) => form.test(type))).find(Boolean);
  const chosen = found ?? content.find(([type]) => isFileBody(type)) ?? anyType(content);
  if (chosen === undefined) {
    const expected = "a body of JSON, a form, text or a file";
    throw invalidDocument(`${path}.content`, expected, content.map(([type]) => type).join(", "));
  }
  const [mediaType, { schema, encoding }] = chosen;
  return {
    mediaType,
    required: given.required === true,
    description: textOf(given.description),
    schema: rawOf(schema),
    encoding: rawOf(encoding),
    argument: "body",
    callerFields: callerFields(rawOf(schema)),
  };
}

/** Where a service takes anything, it takes JSON if the schema is one of fields, and else a file. */
function anyType(content: readonly (readonly [string, Raw])[]): readonly [string, Raw] | undefined {
  const any = content.find(([type]) => type === "*/*" || type === "application/*");
  if (any === undefined) return undefined;
  const { properties } = mergeAllOf(rawOf(any[1].schema));
  return [isRaw(properties) ? "application/json" : "application/octet-stream", any[1]];
}

function callerFields(schema: Raw): readonly string[] {
  return Object.entries(rawOf(mergeAllOf(schema).properties))
    .filter(([, one]) => rawOf(one)["x-source"] === "user")
    .map(([name]) => name);
}
