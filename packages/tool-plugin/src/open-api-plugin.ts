import { resolveAuth } from "./auth/resolve-auth.ts";
import { checkOptions, prefixOf } from "./check-options.ts";
import { parseDocument } from "./document/parse-document.ts";
import { readDocument } from "./document/read-document.ts";
import { statedSecurity } from "./document/security.ts";
import { withoutAuthParameters } from "./operation/auth-parameters.ts";
import { withCallerParameters } from "./operation/caller-parameters.ts";
import { createCatalog } from "./operation/catalog.ts";
import type { OpenApiPluginOptions } from "./plugin-options.ts";
import type { Plugin } from "./plugin-tool.ts";
import { pluginTool } from "./plugin-tool.ts";
import { shorten } from "./schema/shorten.ts";

/**
 * Makes a plug-in of an OpenAPI document. Each operation becomes a function that the model may call; of a large document the
 * model gets a search, a description and a call instead. Calls go to the servers of the document and nowhere else.
 *
 * @param options - the document, who calls, what is asked first
 * @returns the tool, to be given to a runtime
 * @throws InvalidInputError naming the option, or the place in the document, and what was expected there
 *
 * @example
 * ```ts
 * const crm = await openApiPlugin({
 *   id: "crm",
 *   document: await readFile("crm.yaml", "utf8"),
 *   auth: { level: "service", token: process.env.CRM_TOKEN },
 * });
 * const inhouse = createRuntime({ models, storage, tools: [crm] });
 * ```
 */
export async function openApiPlugin(options: OpenApiPluginOptions): Promise<Plugin> {
  checkOptions(options);
  const document = await parseDocument(options.document);
  const service = readDocument(
    document,
    { url: options.url, variables: options.serverVariables ?? {} },
    options.onProblem,
  );
  const { auth: stated, kinds } = statedSecurity(document);
  const auth = resolveAuth(options.auth, stated, kinds);
  const operations = withCallerParameters(
    withoutAuthParameters(service.operations, auth, options.headers ?? {}),
    options.callerParameters ?? [],
  );
  const what = options.description ?? (service.title || options.id);
  const catalog = createCatalog(
    operations,
    prefixOf(options),
    shorten(what, 300),
    options.functions,
  );
  return pluginTool(catalog, auth, service.server, options);
}
