import type { GuardedFetch } from "@inhouse/guarded-fetch";
import type { ResolvedAuth } from "./auth/plugin-auth.ts";
import type { TokenSeal } from "./auth/token-seal.ts";
import type { Catalog } from "./operation/catalog.ts";
import type { PluginOptions } from "./plugin-options.ts";

/** What a plug-in's calls go by. */
export interface PluginParts {
  readonly id: string;
  readonly catalog: Catalog;
  readonly auth: ResolvedAuth | null;
  /** The origin that credentials belong to. */
  readonly home: string;
  readonly options: PluginOptions;
  readonly fetch: GuardedFetch;
  readonly seal: TokenSeal;
  readonly resultCharacters: number;
}
