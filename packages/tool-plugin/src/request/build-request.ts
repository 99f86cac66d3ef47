import type { JsonObject, JsonValue } from "@inhouse/contracts";
import type { Operation, OperationParameter } from "../operation/operation.ts";
import { shorten } from "../schema/shorten.ts";
import { ArgumentError } from "./argument-error.ts";
import { isCallers, withCallerFields } from "./caller-fields.ts";
import type { FileReader } from "./encode-body.ts";
import { encodeBody } from "./encode-body.ts";
import type { Pair } from "./serialize-parameter.ts";
import { encodeText, toHeaderText, toPairs, toPathText } from "./serialize-parameter.ts";

/** How often a path is decoded, in search of what leads elsewhere. */
const mostDecodings = 4;

/** What fills an operation. */
export interface Filling {
  /** The model's arguments. */
  readonly input: JsonObject;
  /** What the caller fills, by the names of the wire. */
  readonly params: JsonObject;
  /** The files of the thread. */
  readonly files: FileReader;
}

/** A request without credentials. */
export interface PlainRequest {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

/**
 * @param operation - what to ask for
 * @param filling - with what
 * @returns the request
 * @throws ArgumentError if no request can be made of it
 */
export async function buildRequest(operation: Operation, filling: Filling): Promise<PlainRequest> {
  const { method, server, body } = operation;
  const values = operation.parameters.map(
    (parameter) => [parameter, filledBy(parameter, filling)] as const,
  );
  const url = urlOf(server, pathOf(operation, values));
  const query = pairsIn("query", values);
  for (const [name, value] of query) url.searchParams.append(name, value);
  // A plus stands for a space in forms alone; everybody reads this.
  url.search = url.search.replaceAll("+", "%20");
  const headers: Record<string, string> = Object.create(null);
  headers.accept = "application/json, text/*;q=0.9, */*;q=0.5";
  for (const [parameter, value] of placed(values, "header")) {
    headers[parameter.name.toLowerCase()] = headerText(parameter, value);
  }
  const cookies = pairsIn("cookie", values).map(cookieText);
  if (cookies.length > 0) headers.cookie = cookies.join("; ");
  if (body === null) return { url, method, headers, body: null };
  const content = withCallerFields(
    filling.input[body.argument],
    pick(filling.params, body.callerFields),
    body.callerFields,
  );
  if (content === undefined) {
    if (body.required) throw new ArgumentError(`'${body.argument}' is missing.`);
    return { url, method, headers, body: null };
  }
  const encoded = await encodeBody(content, body, filling.files);
  headers["content-type"] = encoded.contentType;
  return { url, method, headers, body: encoded.bytes };
}

type Filled = readonly [parameter: OperationParameter, value: JsonValue];

function filledBy(
  parameter: OperationParameter,
  { input, params }: Filling,
): JsonValue | undefined {
  const isCallers = parameter.source === "caller";
  const [values, name] = isCallers ? [params, parameter.name] : [input, parameter.argument];
  const value = Object.hasOwn(values, name) ? values[name] : undefined;
  if (value !== undefined && value !== null) return value;
  if (!parameter.required) return undefined;
  throw new ArgumentError(
    isCallers
      ? `The caller of this run did not give '${shorten(name, 80)}', without which the service cannot be called.`
      : `'${name}' is missing.`,
  );
}

function placed(values: Values, place: OperationParameter["place"]): readonly Filled[] {
  return values.filter((one): one is Filled => one[0].place === place && one[1] !== undefined);
}

type Values = readonly (readonly [OperationParameter, JsonValue | undefined])[];

/** An object of the model may be written as several pairs: none of them may pass for what the caller fills. */
function pairsIn(place: OperationParameter["place"], values: Values): readonly Pair[] {
  const callers = values
    .filter(([one]) => one.place === place && one.source === "caller")
    .map(([one]) => one.name);
  return placed(values, place).flatMap((filled) => {
    const pairs = pairsOf(filled);
    if (filled[0].source === "caller") return pairs;
    return pairs.filter(([name]) => !isCallers(name, callers));
  });
}

function pairsOf([parameter, value]: Filled): readonly Pair[] {
  return parameter.isJson ? [[parameter.name, JSON.stringify(value)]] : toPairs(value, parameter);
}

function pathOf({ path }: Operation, values: Values): string {
  const filled = new Map(placed(values, "path").map((one) => [one[0].name, one] as const));
  return path.replace(/\{([^{}]+)\}/g, (whole, name: string) => {
    const one = filled.get(name);
    if (one === undefined) return whole;
    const [parameter, value] = one;
    const text = parameter.isJson
      ? encodeText(JSON.stringify(value))
      : toPathText(value, parameter);
    if (text === "") throw new ArgumentError(`'${parameter.argument}' must not be empty.`);
    if (leadsUp(text)) throw leadsElsewhere();
    return text;
  });
}

/** Services that decode a path twice, or take what follows a semicolon from a segment, are not rare. */
function leadsUp(encoded: string): boolean {
  let text = encoded;
  for (let round = 0; round < mostDecodings; round += 1) {
    let decoded: string;
    try {
      decoded = decodeURIComponent(text);
    } catch {
      break;
    }
    if (decoded === text) break;
    text = decoded;
  }
  return /(^|[/\\])\.{1,2}(;[^/\\]*)?([/\\]|$)/.test(text);
}

/** What the platform reads differently, such as `..` made of two parameters, leads out of the path that was approved. */
function urlOf(server: string, path: string): URL {
  const url = URL.parse(`${server}${path}`);
  const expected = URL.parse(server);
  const prefix = expected?.pathname === "/" ? "" : expected?.pathname;
  if (
    url === null ||
    url.origin !== expected?.origin ||
    !samePath(url.pathname, `${prefix}${path}`)
  ) {
    throw leadsElsewhere();
  }
  return url;
}

function leadsElsewhere(): ArgumentError {
  return new ArgumentError("A part of the path is one that leads elsewhere, such as '..'.");
}

function samePath(parsed: string, wanted: string): boolean {
  const segments = (text: string): number => text.split("/").length;
  return parsed.startsWith("/") && segments(parsed) === segments(wanted.split(/[?#]/)[0] ?? "");
}

function headerText(parameter: OperationParameter, value: JsonValue): string {
  const text = parameter.isJson ? JSON.stringify(value) : toHeaderText(value, parameter);
  if (/^[\t\x20-\x7e]*$/.test(text)) return text;
  throw new ArgumentError(`'${parameter.argument}' has characters that no header may have.`);
}

function cookieText([name, value]: Pair): string {
  return `${encodeText(name)}=${encodeText(value)}`;
}

function pick(params: JsonObject, names: readonly string[]): Record<string, JsonValue> {
  const found = names.filter((name) => Object.hasOwn(params, name));
  return Object.fromEntries(found.map((name) => [name, params[name] as JsonValue]));
}
