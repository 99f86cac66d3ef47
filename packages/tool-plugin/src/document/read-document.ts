import type { InvalidInputError } from "@inhouse/contracts";
import { InhouseError } from "@inhouse/contracts";
import { argumentNames } from "../operation/argument-names.ts";
import { uniqueNames } from "../operation/names.ts";
import type { Operation } from "../operation/operation.ts";
import type { Raw } from "../schema/raw.ts";
import { isRaw, rawOf, textOf, textsOf } from "../schema/raw.ts";
import { invalidDocument } from "./invalid-document.ts";
import { readRequestBody } from "./read-body.ts";
import type { NamelessParameter } from "./read-parameter.ts";
import { joinParameters, readParameter, undescribed } from "./read-parameter.ts";
import type { ServerOptions } from "./servers.ts";
import { baseUrl, serverOf } from "./servers.ts";

const methods = ["get", "put", "post", "delete", "options", "head", "patch"] as const;

/** More than any model fills; all of them have to be said to it. */
const mostRequired = 64;

/** What a document says, as far as it matters here. */
export interface ServiceDescription {
  /** What the service is called; `""`: nobody says. */
  readonly title: string;
  /** What it is; `""`: nobody says. */
  readonly description: string;
  /** The base URL that credentials belong to. */
  readonly server: string;
  /** What it can be asked for. */
  readonly operations: readonly Operation[];
}

/**
 * @param document - an OpenAPI document whose references were resolved
 * @param options - what the operator says of servers
 * @param onProblem - is told of an operation that is left out because of a defect; absent: the first defect is thrown
 * @returns what it says
 * @throws InvalidInputError naming the place in the document and what was expected there
 */
export function readDocument(
  document: Raw,
  options: ServerOptions,
  onProblem?: (problem: InvalidInputError) => void,
): ServiceDescription {
  checkVersion(document);
  const { info, paths } = document;
  if (!isRaw(paths)) throw invalidDocument("paths", "the paths of a service", paths);
  const server =
    options.url === undefined ? serverOf(document, "", options) : baseUrl(options.url, "url");
  if (server === undefined) {
    const expected = "the server's URL; give the option 'url' where the document has none";
    throw invalidDocument("servers[0].url", expected, undefined);
  }
  const found = Object.entries(paths).flatMap(([path, item]) =>
    readPath(path, item, server, options, onProblem),
  );
  if (found.length === 0) throw invalidDocument("paths", "at least one operation", paths);
  const names = uniqueNames(
    found.map((one) => ({ name: one.wantedName, key: `${one.method} ${one.path}` })),
  );
  return {
    title: textOf(rawOf(info).title),
    description: textOf(rawOf(info).description),
    server,
    operations: found.map(({ wantedName: _, ...one }, index) => ({
      ...one,
      name: names[index] ?? "",
    })),
  };
}

function checkVersion({ openapi, swagger }: Raw): void {
  if (/^3\.[01](\.|$)/.test(textOf(openapi))) return;
  const versions = "the version 3.0 or 3.1";
  if (swagger === undefined) throw invalidDocument("openapi", versions, openapi);
  const advice = `${versions}; convert it once, with 'npx swagger2openapi old.json -o new.json' for example`;
  throw invalidDocument("openapi", advice, `Swagger ${String(swagger).slice(0, 20)}`);
}

type NamelessOperation = Omit<Operation, "name"> & { readonly wantedName: string };

function readPath(
  path: string,
  item: unknown,
  server: string,
  options: ServerOptions,
  onProblem: ((problem: InvalidInputError) => void) | undefined,
): readonly NamelessOperation[] {
  if (path.startsWith("x-")) return [];
  const place = `paths.${path}`;
  const read = <Value>(work: () => Value): Value | null => {
    try {
      return work();
    } catch (error) {
      if (onProblem === undefined || !InhouseError.isInstance(error)) throw error;
      onProblem(error as InvalidInputError);
      return null;
    }
  };
  const shared = read(() => {
    if (!path.startsWith("/")) throw invalidDocument(place, "a path that begins with '/'", path);
    if (!isRaw(item)) throw invalidDocument(place, "a path item", item);
    if (textOf(item.$ref) !== "") {
      throw invalidDocument(`${place}.$ref`, "a reference within the document", item.$ref);
    }
    return { item, parameters: readParameters(item.parameters, `${place}.parameters`) };
  });
  if (shared === null) return [];
  return methods.flatMap((method) => {
    const given = shared.item[method];
    if (given === undefined) return [];
    const at = { path, method, place: `${place}.${method}` };
    return read(() => readOperation(at, given, shared, server, options)) ?? [];
  });
}

function readOperation(
  at: { readonly path: string; readonly method: string; readonly place: string },
  given: unknown,
  shared: { readonly item: Raw; readonly parameters: readonly NamelessParameter[] },
  server: string,
  options: ServerOptions,
): NamelessOperation {
  const { path, method, place } = at;
  if (!isRaw(given)) throw invalidDocument(place, "an operation", given);
  const own = readParameters(given.parameters, `${place}.parameters`);
  const listed = joinParameters(shared.parameters, own).filter(
    (one) => one.place !== "path" || path.includes(`{${one.name}}`),
  );
  const parameters = [
    ...listed,
    ...readParameters(undescribed(path, listed), `${place}.parameters`),
  ];
  const needed = parameters.filter((one) => one.required && one.source === "model").length;
  if (needed > mostRequired) {
    const expected = `at most ${mostRequired} parameters that the model must fill`;
    throw invalidDocument(`${place}.parameters`, expected, String(needed));
  }
  const body = readRequestBody(given.requestBody, `${place}.requestBody`);
  const isBodiless = method === "get" || method === "head";
  const names = argumentNames([
    ...parameters,
    ...(body === null ? [] : [{ name: body.argument, place: "request" }]),
  ]);
  const summary = textOf(given.summary) || textOf(shared.item.summary);
  const description = textOf(given.description) || textOf(shared.item.description);
  return {
    wantedName: textOf(given.operationId) || `${method}_${path}`,
    method: method.toUpperCase(),
    path,
    server:
      options.url === undefined
        ? (serverOf(given, `${place}.`, options) ??
          serverOf(shared.item, `paths.${path}.`, options) ??
          server)
        : server,
    summary,
    description,
    tags: textsOf(given.tags),
    parameters: parameters.map((one, index) => ({ ...one, argument: names[index] ?? one.name })),
    // A body of a GET means nothing on the wire.
    body: body === null || isBodiless ? null : { ...body, argument: names.at(-1) ?? "body" },
  };
}

function readParameters(given: unknown, place: string): readonly NamelessParameter[] {
  if (given === undefined) return [];
  if (!Array.isArray(given)) throw invalidDocument(place, "a list of parameters", given);
  return given.flatMap((one, index) => readParameter(one, `${place}[${index}]`) ?? []);
}
