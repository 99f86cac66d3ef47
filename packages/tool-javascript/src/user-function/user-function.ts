import type { AdapterToolDefinition, JsonObject } from "@inhouse/contracts";

/** The type of the tool, and of the entries that it runs. */
export const userFunctionType = "javascript_function";

/** A function as an assistant keeps it among its tools. It is data: it can be stored, exported and imported. */
export interface UserFunction extends AdapterToolDefinition {
  /** The tag of this kind of tool. */
  readonly type: "javascript_function";
  /** 1 to 64 of `[a-zA-Z0-9_-]`; the name by which the model calls it. */
  readonly name: string;
  /** What it does, for the model; 1 to 4,096 characters. */
  readonly description: string;
  /** JSON Schema of its input: that of an object. */
  readonly parameters: JsonObject;
  /** A JavaScript module with `export default async function (input, context)`. Whoever reads the assistant reads it. */
  readonly source: string;
  /** What it may do beside computing; absent: nothing. */
  readonly capabilities?: UserFunctionCapabilities;
}

/** What a function asks for. What it is not granted is not there: `context` does not have it. */
export type UserFunctionCapabilities = {
  /** `context.fetch(url, { method, headers, body })`: HTTP to these origins. */
  readonly fetch?: FetchGrant;
  /** `context.storage`: values by their keys, which all functions of the thread share. */
  readonly storage?: true;
  /** `context.files`: those of the thread, to be listed and read, or with `write` to be made, too. */
  readonly files?: "read" | "write";
  /** `context.tools`: other tools of the run, by the names of their functions. */
  readonly tools?: readonly string[];
};

/** Where a function may send requests. */
export type FetchGrant = {
  /** Origins such as `https://api.example.com`; redirects stay among them. */
  readonly origins: readonly string[];
  /** Methods in capitals; absent: `GET`. */
  readonly methods?: readonly string[];
};

/** An entry, read. */
export interface UserFunctionEntry {
  readonly name: string;
  readonly description: string;
  readonly parameters: JsonObject;
  readonly source: string;
  readonly capabilities: GrantedCapabilities;
}

/** What an entry asks for and may have. */
export interface GrantedCapabilities {
  readonly fetch: Required<FetchGrant> | null;
  readonly storage: boolean;
  readonly files: "read" | "write" | null;
  readonly tools: readonly string[];
}
