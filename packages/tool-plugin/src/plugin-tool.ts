import type { Tool, ToolDefinition, ToolFunction, ToolInvocation } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import { guardedFetch } from "@inhouse/guarded-fetch";
import { sealScope } from "./auth/find-token.ts";
import type { ResolvedAuth } from "./auth/plugin-auth.ts";
import { TokenSeal } from "./auth/token-seal.ts";
import { callOperation } from "./call-operation.ts";
import { readEntry, withToken } from "./entry/plugin-entry.ts";
import { askedFor } from "./operation/asked.ts";
import type { Catalog } from "./operation/catalog.ts";
import { chosenOperations } from "./operation/catalog.ts";
import type { PluginOptions } from "./plugin-options.ts";
import type { PluginParts } from "./plugin-parts.ts";
import { isSafe } from "./result/describe-failure.ts";
import { failed } from "./result/failed.ts";
import { answerSearch } from "./search/answer-search.ts";

/** A plug-in, to be given to a runtime. */
export interface Plugin extends Tool {
  /** The names of its operations, as `operations` of an entry takes them. */
  readonly operations: readonly string[];
  /**
   * Seals the user's token of an entry, if it has one.
   *
   * @param definition - the entry
   * @param tenant - whose it is
   * @returns what may be stored of it
   * @throws InvalidInputError if a setting is wrong, or a sealed token cannot be opened here
   */
  sealDefinition(definition: ToolDefinition, tenant: string): Promise<ToolDefinition>;
}

const overheadMs = 5_000;

/** @returns the tool of a plug-in whose operations are known */
export function pluginTool(
  catalog: Catalog,
  auth: ResolvedAuth | null,
  server: string,
  options: PluginOptions,
): Plugin {
  const { network = {} } = options;
  const origins = [...new Set(catalog.all.map((one) => new URL(one.server).origin))];
  const home = new URL(server).origin;
  checkSecrecy(home, auth, options);
  const parts: PluginParts = {
    id: options.id,
    catalog,
    auth,
    home,
    options,
    fetch: guardedFetch({ ...network, origins }),
    seal: new TokenSeal(options.tokenKey),
    resultCharacters: options.resultCharacters ?? 20_000,
  };
  const totalMs = network.limits?.totalMs ?? 30_000;
  return {
    type: options.id,
    operations: catalog.all.map((one) => one.name),
    timeoutMs: totalMs + overheadMs,
    // A call that only reads does no harm a second time.
    afterCrash: catalog.all.every((one) => isSafe(one.method)) ? "retry" : "report",
    functions: (definition) => functionsFor(definition, catalog),
    needsApproval: (call) => needsApproval(call, parts),
    async execute(call, context) {
      const entry = readEntry(call.definition);
      const chosen = chosenOperations(catalog, entry.operations);
      const asked = askedFor(call, catalog, chosen);
      if (asked.kind === "nothing") return failed(asked.why);
      if (asked.kind !== "call") return answerSearch(call, catalog, chosen.names, asked.kind);
      const { operation, input } = asked;
      const { isDirect } = chosen;
      return callOperation({ operation, input, entry, isDirect }, parts, context);
    },
    sealDefinition: (definition, tenant) => sealEntry(definition, tenant, parts),
  };
}

function functionsFor(definition: ToolDefinition, catalog: Catalog): readonly ToolFunction[] {
  const { operations } = readEntry(definition);
  const { isDirect, names } = chosenOperations(catalog, operations);
  if (isDirect) {
    return catalog.all.filter((one) => names.has(one.name)).map((one) => catalog.functionOf(one));
  }
  const { search, describe, call } = catalog.functions;
  return [search, describe, call];
}

function needsApproval(call: ToolInvocation, { catalog, options }: PluginParts): boolean {
  const { operations } = readEntry(call.definition);
  const asked = askedFor(call, catalog, chosenOperations(catalog, operations));
  // What looks for operations, and what names none, calls nobody.
  if (asked.kind !== "call") return false;
  const { approval = "unsafe" } = options;
  const { name, method, path } = asked.operation;
  if (typeof approval === "function") return approval({ operation: name, method, path });
  return approval === "all" || (approval === "unsafe" && !isSafe(method));
}

async function sealEntry(
  definition: ToolDefinition,
  tenant: string,
  { id, auth, seal }: PluginParts,
): Promise<ToolDefinition> {
  const { token } = readEntry(definition);
  if (token === undefined) return definition;
  const { auth: given } = definition as unknown as { readonly auth: object };
  const param = "user_token" in given ? "auth.user_token" : "auth.userToken";
  if (auth?.level !== "user") {
    const expected = "absent, because this plug-in knows no users";
    throw new InvalidInputError({ param, expected, received: "given" });
  }
  const scope = sealScope(tenant, id);
  if (!TokenSeal.isSealed(token)) return withToken(definition, await seal.seal(token, scope));
  if ((await seal.open(token, scope)) !== undefined) return definition;
  const expected =
    "given anew: its sealed form is another tenant's, or of a process that has ended";
  throw new InvalidInputError({
    param,
    expected,
    received: "a sealed token that cannot be opened",
  });
}

/** Whoever is on the way would read a credential that goes over plain HTTP. */
function checkSecrecy(home: string, auth: ResolvedAuth | null, options: PluginOptions): void {
  const allowed = options.network?.allowPrivateAddresses ?? [];
  const isSecret = auth !== null || Object.keys(options.headers ?? {}).length > 0;
  if (!isSecret || home.startsWith("https:") || allowed.includes(home)) return;
  throw new InvalidInputError({
    param: "url",
    expected:
      "an https URL, because calls carry credentials; or an origin of allowPrivateAddresses",
    received: home,
  });
}
