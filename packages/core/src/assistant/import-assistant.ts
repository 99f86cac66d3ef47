import type { Assistant, JsonObject } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import * as v from "valibot";
import { describe } from "../input/describe.ts";
import { fieldPath } from "../input/field-path.ts";
import { fields } from "../input/fields.ts";
import { parseInput } from "../input/parse-input.ts";
import { jsonDocument } from "../input/plain-json.ts";
import type { Schema } from "../input/schema.ts";
import type { TenantRuntime } from "../runtime/apis.ts";
import { documentFormat, mapLeaves } from "./assistant-document.ts";
import type { CreateAssistant } from "./assistant-input.ts";

/** What a document does not say. */
export interface ImportAssistant {
  /**
   * For each part of the document's `missing`, by its `at`: the secret, or the id of a file here; null: go without. Absent:
   * nothing is missing.
   */
  readonly missing?: Readonly<Record<string, string | null>>;
  /** The model, if this runtime knows it by another name; absent: the document's. */
  readonly model?: string;
}

interface Parsed {
  readonly format: string;
  readonly assistant: JsonObject;
  readonly missing: readonly { readonly at: string }[];
}

const documentSchema: Schema<Parsed> = fields({
  format: v.literal(documentFormat, `'${documentFormat}', the one format that this version reads`),
  assistant: jsonDocument,
  missing: v.array(
    v.looseObject({ kind: v.picklist(["secret", "file"]), at: v.string() }),
    "an array of what is missing",
  ),
});

const optionsSchema: Schema<ImportAssistant> = fields({
  missing: v.exactOptional(v.record(v.string(), v.nullable(v.string()))),
  model: v.exactOptional(v.string()),
});

/**
 * Makes an assistant of a document of `exportAssistant`. It is created as a whole, or not at all.
 *
 * @param inhouse - the runtime, or that of a tenant
 * @param document - the document, parsed as JSON; it may come from anybody, and is trusted no more than any other input
 * @param options - what the document does not say; absent: nothing
 * @returns the assistant, with an id of its own
 * @throws InvalidInputError naming the field that is wrong, or the missing part of which nothing is said
 * @throws ModelNotFoundError if the runtime has no such model
 *
 * @example
 * ```ts
 * const assistant = await importAssistant(inhouse, JSON.parse(await readFile("assistant.json", "utf8")));
 * ```
 */
export async function importAssistant(
  inhouse: Pick<TenantRuntime, "assistants">,
  document: unknown,
  options: ImportAssistant = {},
): Promise<Assistant> {
  const parsed = parseInput(documentSchema, document);
  const { missing: given = {}, model } = parseInput(optionsSchema, options);
  checkGiven(parsed.missing, given);
  const places: string[] = [];
  const filled = mapLeaves(parsed.assistant, (leaf, path) => {
    const at = fieldPath(path);
    // Only where the document has nothing: nobody changes by this what is there.
    if (leaf !== null || !Object.hasOwn(given, at)) return leaf;
    places.push(at);
    return given[at] ?? undefined;
  });
  checkPlaces(parsed.missing, places);
  const assistant = { ...(filled as JsonObject), ...(model !== undefined && { model }) };
  try {
    return await inhouse.assistants.create(assistant as unknown as CreateAssistant);
  } catch (error) {
    throw withinDocument(error);
  }
}

function checkGiven(
  missing: Parsed["missing"],
  given: NonNullable<ImportAssistant["missing"]>,
): void {
  const places = new Set(missing.map(({ at }) => at));
  for (const at of places) {
    if (Object.hasOwn(given, at)) continue;
    const expected = "what the document does not hold, or null to go without it";
    throw new InvalidInputError({
      param: fieldPath(["missing", at]),
      expected,
      received: "missing",
    });
  }
  for (const [at, value] of Object.entries(given)) {
    if (places.has(at)) continue;
    const expected = "left out: the document misses nothing there";
    throw new InvalidInputError({
      param: fieldPath(["missing", at]),
      expected,
      received: describe(typeof value),
    });
  }
}

/** What is missing belongs to one place, which whoever gives it has read the name of. */
function checkPlaces(missing: Parsed["missing"], places: readonly string[]): void {
  for (const [index, { at }] of missing.entries()) {
    if (places.filter((place) => place === at).length === 1) continue;
    const expected = "the name of one place of the assistant that is null";
    throw new InvalidInputError({
      param: `missing[${index}].at`,
      expected,
      received: describe(at),
    });
  }
}

/** The runtime names fields of the assistant; the caller sees them as fields of the document. */
function withinDocument(error: unknown): unknown {
  if (!(error instanceof InvalidInputError)) return error;
  const { param, expected, received } = error;
  const path = param === "" || param.startsWith("[") ? `assistant${param}` : `assistant.${param}`;
  return new InvalidInputError({ param: path, expected, received }, { cause: error });
}
