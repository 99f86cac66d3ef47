import type { InvalidInputError } from "@inhouse/contracts";
import type { GuardedFetchOptions } from "@inhouse/guarded-fetch";
import type { PluginAuth } from "./auth/plugin-auth.ts";

/** What of an operation decides whether a person is asked first. */
export interface PluginCall {
  /** The operation's name. */
  readonly operation: string;
  /** Its method, in capitals. */
  readonly method: string;
  /** Its path, with `{names}` for parameters. */
  readonly path: string;
}

/** For whom a token is wanted. */
export interface TokenRequest {
  /** Whose run. */
  readonly tenant: string;
  /** The thread. */
  readonly threadId: string;
  /** The run. */
  readonly runId: string;
  /** The plug-in. */
  readonly pluginId: string;
}

/** What all plug-ins have in common. */
export interface PluginOptions {
  /** The id by which tools list it: `{ type: id }`. 1 to 64 letters, digits, `_`, `.` and `-`. */
  readonly id: string;
  /** What the service is, for the model; absent: the document's title. */
  readonly description?: string;
  /** What the names of its functions begin with; absent: what of the id may stand there. */
  readonly prefix?: string;
  /** The server's base URL, in place of what the document says. */
  readonly url?: string;
  /**
   * Headers of every call to that server's origin, such as a version or a workspace; absent: none. They go
   * nowhere else, and are taken out of answers if their name speaks of a credential or their value has 20 characters or more.
   */
  readonly headers?: Readonly<Record<string, string>>;
  /** How calls prove who sends them; absent: they do not. A token goes to the base URL's origin alone. */
  readonly auth?: PluginAuth;
  /**
   * Finds the token of a user where the entry of the tool has none; absent: only entries have them. Tokens that are found this
   * way are stored nowhere. Where it throws, the model is told that there is no token now, and nobody is told the error.
   */
  readonly userToken?: (request: TokenRequest) => string | undefined | Promise<string | undefined>;
  /**
   * A secret of at least 32 characters, the same in all processes, with which tokens in entries are sealed before they are
   * stored. Absent: a key of this process; what it sealed cannot be read after a restart, and such a call says so.
   */
  readonly tokenKey?: string;
  /**
   * Which calls a person approves first: `unsafe`, all but GET, HEAD and OPTIONS; `all`; `none`; or what a function says.
   * Absent: `unsafe`.
   */
  readonly approval?: "unsafe" | "all" | "none" | ((call: PluginCall) => boolean);
  /** Names of parameters that the caller fills, not the model, beside those that the document marks with `x-source: user`. */
  readonly callerParameters?: readonly string[];
  /**
   * Whether each operation is a function of its own (`direct`), or operations are found by search (`search`). Absent: `direct`
   * for a plug-in of at most 64 operations and about 5,000 tokens.
   */
  readonly functions?: "direct" | "search";
  /** How much of an answer the model is told, in characters; absent: 20,000. */
  readonly resultCharacters?: number;
  /** The header in which a call that changes something says its idempotency key; absent: none does. */
  readonly idempotencyHeader?: string;
  /** How calls reach the network. The origins are those of the servers. */
  readonly network?: Omit<GuardedFetchOptions, "origins">;
}

/** A plug-in from an OpenAPI document. */
export interface OpenApiPluginOptions extends PluginOptions {
  /** An OpenAPI document of the version 3.0 or 3.1: JSON or YAML text, or the object that it stands for. */
  readonly document: string | Readonly<Record<string, unknown>>;
  /** Values for the variables of the document's servers; absent: their defaults. */
  readonly serverVariables?: Readonly<Record<string, string>>;
  /**
   * Hears of operations that are left out because of a defect of the document; absent: the first defect is thrown.
   */
  readonly onProblem?: (problem: InvalidInputError) => void;
}

/** A plug-in that is described without a document. */
export interface HttpPluginOptions extends PluginOptions {
  /** What the service is, for the model. */
  readonly description: string;
  /** The server's base URL. */
  readonly url: string;
  /** What it can be asked for. */
  readonly operations: readonly HttpOperation[];
}

/** An operation of a plug-in that is described without a document. */
export interface HttpOperation {
  /** Its name, unique in the plug-in. */
  readonly name: string;
  /** What it does, for the model. */
  readonly description: string;
  /** The method, in capitals; absent: `GET`. */
  readonly method?: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** The path behind the base URL, with `{names}` for parameters. */
  readonly path: string;
  /** Its parameters; absent: none. */
  readonly parameters?: readonly HttpParameter[];
  /** How those of the place `body` are sent; absent: `json`. */
  readonly body?: "json" | "form";
}

/** A parameter of an operation that is described without a document. */
export interface HttpParameter {
  /** Its name on the wire. */
  readonly name: string;
  /** What it means, for the model. */
  readonly description: string;
  /** Its JSON type; absent: `string`. */
  readonly type?: "string" | "number" | "integer" | "boolean" | "array" | "object";
  /** Its JSON Schema, where the type says too little; absent: just the type. */
  readonly schema?: Readonly<Record<string, unknown>>;
  /** Whether a call without it is none; absent: it is not needed. */
  readonly required?: boolean;
  /** Where it stands; absent: `path` if the path names it, else `query` for GET, HEAD and DELETE, and `body` for the rest. */
  readonly in?: "path" | "query" | "header" | "body";
  /** Who fills it; absent: the model. */
  readonly source?: "model" | "caller";
}
