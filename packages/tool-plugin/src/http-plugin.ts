import { resolveAuth } from "./auth/resolve-auth.ts";
import { checkOptions, prefixOf } from "./check-options.ts";
import { invalidDocument } from "./document/invalid-document.ts";
import { readDocument } from "./document/read-document.ts";
import { withoutAuthParameters } from "./operation/auth-parameters.ts";
import { withCallerParameters } from "./operation/caller-parameters.ts";
import { createCatalog } from "./operation/catalog.ts";
import type { HttpOperation, HttpParameter, HttpPluginOptions } from "./plugin-options.ts";
import type { Plugin } from "./plugin-tool.ts";
import { pluginTool } from "./plugin-tool.ts";
import type { Raw } from "./schema/raw.ts";

/**
 * Makes a plug-in of a plain description: a base URL, paths and parameters.
 *
 * @param options - the service, who calls, what is asked first
 * @returns the tool, to be given to a runtime
 * @throws InvalidInputError naming the option that is wrong
 *
 * @example
 * ```ts
 * const weather = httpPlugin({
 *   id: "weather",
 *   description: "Weather of cities",
 *   url: "https://weather.example/v1",
 *   operations: [
 *     {
 *       name: "forecast",
 *       description: "The forecast of a city for some days",
 *       path: "/cities/{city}/forecast",
 *       parameters: [
 *         { name: "city", description: "An English name", required: true },
 *         { name: "days", description: "1 to 7", type: "integer" },
 *       ],
 *     },
 *   ],
 * });
 * ```
 */
export function httpPlugin(options: HttpPluginOptions): Plugin {
  checkOptions(options);
  const document = toDocument(options);
  const service = readDocument(document, { url: options.url, variables: {} });
  const auth = resolveAuth(options.auth, undefined);
  const operations = withCallerParameters(
    withoutAuthParameters(service.operations, auth, options.headers ?? {}),
    options.callerParameters ?? [],
  );
  const catalog = createCatalog(
    operations,
    prefixOf(options),
    options.description,
    options.functions,
  );
  return pluginTool(catalog, auth, service.server, options);
}

/** The same as a document: one reader for both. */
function toDocument({ operations }: HttpPluginOptions): Raw {
  const paths: Record<string, Record<string, Raw>> = {};
  const names = new Set<string>();
  for (const [index, operation] of operations.entries()) {
    const { name, path, method = "GET" } = operation;
    if (names.has(name))
      throw invalidDocument(`operations[${index}].name`, "a name of its own", name);
    names.add(name);
    const item = paths[path] ?? {};
    paths[path] = item;
    const key = method.toLowerCase();
    if (key in item) {
      throw invalidDocument(`operations[${index}].path`, "a path of its own for each method", path);
    }
    item[key] = toOperation(operation);
  }
  return { openapi: "3.1.0", paths };
}

function toOperation(operation: HttpOperation): Raw {
  const { name, description, parameters = [], body = "json" } = operation;
  const placed = parameters.map((one) => [placeOf(one, operation), one] as const);
  const fields = placed.filter(([place]) => place === "body").map(([, one]) => one);
  return {
    operationId: name,
    description,
    parameters: placed
      .filter(([place]) => place !== "body")
      .map(([place, one]) => ({
        name: one.name,
        in: place,
        required: one.required ?? false,
        description: one.description,
        schema: schemaOf(one),
        ...sourceOf(one),
      })),
    ...(fields.length > 0 && {
      requestBody: {
        required: fields.some((one) => one.required === true),
        content: {
          [body === "form" ? "application/x-www-form-urlencoded" : "application/json"]: {
            schema: {
              type: "object",
              properties: Object.fromEntries(
                fields.map((one) => [
                  one.name,
                  { ...schemaOf(one), description: one.description, ...sourceOf(one) },
                ]),
              ),
              required: fields.filter((one) => one.required === true).map((one) => one.name),
            },
          },
        },
      },
    }),
  };
}

function placeOf(parameter: HttpParameter, { path, method = "GET" }: HttpOperation): string {
  if (parameter.in !== undefined) return parameter.in;
  if (path.includes(`{${parameter.name}}`)) return "path";
  return method === "GET" || method === "HEAD" || method === "DELETE" ? "query" : "body";
}

function schemaOf({ type = "string", schema }: HttpParameter): Raw {
  return schema ?? { type };
}

function sourceOf({ source }: HttpParameter): Raw {
  return source === "caller" ? { "x-source": "user" } : {};
}
