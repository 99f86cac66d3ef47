import type { InvalidInputError } from "@inhouse/contracts";
import type { Raw } from "../schema/raw.ts";
import { isRaw } from "../schema/raw.ts";
import { invalidDocument } from "./invalid-document.ts";

/** The longest text of a document. The largest that is public has 47 million characters. */
const mostCharacters = 64 * 1024 * 1024;

/** Aliases of YAML repeat what they name: a few dozen lines can stand for more than any memory holds. */
const mostAliases = 100;

/**
 * Reads a document and puts what its references name into their place. Only references within the document are followed:
 * nothing is read from a disk or a network.
 *
 * @param document - JSON or YAML text, or the object that it stands for, which is not changed
 * @returns the document, in which an object may stand in several places and contain itself
 * @throws InvalidInputError if it cannot be read, or a reference names nothing
 */
export async function parseDocument(document: string | Raw): Promise<Raw> {
  const parsed = typeof document === "string" ? await parseText(document) : copied(document);
  if (!isRaw(parsed)) throw invalidDocument("", "an OpenAPI document", parsed);
  const { dereference } = await import("@apidevtools/json-schema-ref-parser");
  try {
    return (await dereference(parsed, {
      resolve: { external: false },
      dereference: { circular: true },
    })) as Raw;
  } catch (error) {
    throw badReference(error);
  }
}

async function parseText(text: string): Promise<unknown> {
  if (text.length > mostCharacters) {
    throw invalidDocument("", `a text of at most ${mostCharacters} characters`, text.length);
  }
  if (text.trimStart().startsWith("{")) {
    try {
      return JSON.parse(text);
    } catch {
      // YAML has maps in braces, too.
    }
  }
  const { parse } = await import("yaml");
  try {
    return parse(text, { maxAliasCount: mostAliases, schema: "core", logLevel: "error" });
  } catch (error) {
    const [line = ""] = String((error as Error).message).split("\n");
    throw invalidDocument("", "JSON or YAML", line);
  }
}

function copied(document: Raw): unknown {
  try {
    return structuredClone(document);
  } catch {
    throw invalidDocument("", "a document of JSON's values", document);
  }
}

function badReference(error: unknown): InvalidInputError {
  if (error instanceof RangeError) {
    return invalidDocument("", "a document that is nested less deep", "a deeper one");
  }
  const message = String((error as { readonly message?: unknown }).message);
  const pointer = /"(#[^"]*)"/.exec(message)?.[1];
  return invalidDocument("", "one whose references name parts of it", pointer ?? message);
}
