import type { OperationParameter, ParameterPlace } from "../operation/operation.ts";
import type { Raw } from "../schema/raw.ts";
import { isRaw, rawOf, textOf } from "../schema/raw.ts";
import { invalidDocument } from "./invalid-document.ts";

/** A parameter before its argument has a name. */
export type NamelessParameter = Omit<OperationParameter, "argument">;

const places: readonly string[] = ["path", "query", "header", "cookie"];
const defaultStyles: Readonly<Record<ParameterPlace, string>> = {
  path: "simple",
  query: "form",
  header: "simple",
  cookie: "form",
};
const styles: Readonly<Record<ParameterPlace, readonly string[]>> = {
  path: ["simple", "label", "matrix"],
  query: ["form", "spaceDelimited", "pipeDelimited", "deepObject"],
  header: ["simple"],
  cookie: ["form"],
};

/**
 * Headers that the standard leaves to other parts of a document, those of the connection, and those by which a service takes a
 * request for one of another method than the one that a person was asked about: nobody's to fill.
 */
const ignoredHeaders: ReadonlySet<string> = new Set([
  "accept",
  "accept-encoding",
  "authorization",
  "connection",
  "content-length",
  "content-type",
  "expect",
  "host",
  "keep-alive",
  "proxy-authorization",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "x-http-method",
  "x-http-method-override",
  "x-method-override",
]);

/**
 * @param given - a parameter of a document
 * @param path - where it is, for messages
 * @returns the parameter; null: the standard says to ignore it
 * @throws InvalidInputError if it is none
 */
export function readParameter(given: unknown, path: string): NamelessParameter | null {
  if (!isRaw(given)) throw invalidDocument(path, "a parameter", given);
  if ("$ref" in given) {
    throw invalidDocument(`${path}.$ref`, "a reference within the document", given.$ref);
  }
  const name = textOf(given.name);
  if (name === "") throw invalidDocument(`${path}.name`, "a name", given.name);
  if (!places.includes(given.in as string)) {
    throw invalidDocument(`${path}.in`, "'path', 'query', 'header' or 'cookie'", given.in);
  }
  const place = given.in as ParameterPlace;
  if (place === "header" && ignoredHeaders.has(name.toLowerCase())) return null;
  if (place === "header" && !/^[\w!#$%&'*+.^`|~-]+$/.test(name)) {
    throw invalidDocument(`${path}.name`, "a name that a header may have", name);
  }
  const content = Object.values(rawOf(given.content)).find(isRaw);
  const stated = textOf(given.style);
  const style = styles[place].includes(stated) ? stated : defaultStyles[place];
  const explode = typeof given.explode === "boolean" ? given.explode : style === "form";
  return {
    name,
    place,
    required: place === "path" || given.required === true,
    description: textOf(given.description),
    schema: rawOf(content?.schema ?? given.schema),
    style,
    explode: style === "deepObject" || explode,
    isJson: content !== undefined,
    source: given["x-source"] === "user" ? "caller" : "model",
  };
}

/** @returns the parameters of a path and of an operation together; the operation's word is the last */
export function joinParameters(
  shared: readonly NamelessParameter[],
  own: readonly NamelessParameter[],
): readonly NamelessParameter[] {
  const keyed = [...shared, ...own].map((one) => [`${one.place} ${one.name}`, one] as const);
  return [...new Map(keyed).values()];
}

/** @returns the parameters that a path names in braces and no list describes */
export function undescribed(path: string, known: readonly NamelessParameter[]): readonly Raw[] {
  const names = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name = ""]) => name);
  return names
    .filter((name) => !known.some((one) => one.place === "path" && one.name === name))
    .map((name) => ({ name, in: "path", required: true, schema: { type: "string" } }));
}
