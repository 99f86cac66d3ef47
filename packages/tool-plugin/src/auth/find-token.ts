import type { ToolContext } from "@inhouse/contracts";
import type { PluginParts } from "../plugin-parts.ts";
import { isToken } from "./resolve-auth.ts";
import { TokenSeal } from "./token-seal.ts";

/** @returns whom and what a sealed token is for */
export function sealScope(tenant: string, pluginId: string): string {
  return JSON.stringify([tenant, pluginId]);
}

/** A token, or what the model is told where there is none. */
export type FoundToken = { readonly token: string } | { readonly missing: string };

/**
 * @param entryToken - the token of the tool's entry; undefined: it has none
 * @param parts - the plug-in
 * @param context - whom the call is for
 * @returns the token to send
 */
export async function findToken(
  entryToken: string | undefined,
  { id, auth, options, seal }: PluginParts,
  { tenant, threadId, runId }: ToolContext,
): Promise<FoundToken> {
  if (auth?.level === "service") return { token: auth.token ?? "" };
  if (entryToken !== undefined) {
    if (!TokenSeal.isSealed(entryToken)) return { token: entryToken };
    const token = await seal.open(entryToken, sealScope(tenant, id));
    if (token !== undefined) return { token };
    return {
      missing:
        "The user's token for this service can no longer be read. Nothing was called: tell the user to connect the service again.",
    };
  }
  let token: string | undefined;
  try {
    token = await options.userToken?.({ tenant, threadId, runId, pluginId: id });
  } catch {
    // What a store of tokens says when it fails is nothing for a prompt, nor for a step that is kept.
    return {
      missing:
        "The user's token for this service could not be looked up. Nothing was called: call it again later, or tell the user.",
    };
  }
  if (isToken(token)) return { token };
  return {
    missing:
      "This service is called with the user's own token, and none was given. Nothing was called: tell the user.",
  };
}
