import type { StoredFile, ToolContext } from "@inhouse/contracts";
import type { Capability } from "../capability/capability.ts";
import { hostCall } from "../capability/capability.ts";
import { toolCalls } from "../capability/tool-calls.ts";
import type { HostCall } from "../pool/javascript-run.ts";
import { HostCallError } from "../pool/javascript-run.ts";
import { fileCalls } from "./file-calls.ts";
import type { NetworkOptions } from "./network-calls.ts";
import { networkCalls } from "./network-calls.ts";
import type { ThreadValues } from "./thread-values.ts";
import { threadKey } from "./thread-values.ts";
import type { GrantedCapabilities } from "./user-function.ts";
import { valueCalls } from "./value-calls.ts";

/** What capabilities are made of. */
export interface CapabilityParts {
  readonly network: NetworkOptions;
  readonly values: ThreadValues;
  /** Takes the files that are made. */
  readonly made: StoredFile[];
  /** How long the content of a file may be. */
  readonly fileChars: number;
}

/**
 * @param granted - what the function may do
 * @param parts - with what
 * @param context - for whom
 * @returns what the function may call, by the names that its context stands for
 */
export async function grantedCalls(
  granted: GrantedCapabilities,
  parts: CapabilityParts,
  context: ToolContext,
): Promise<ReadonlyMap<string, HostCall>> {
  const calls = new Map<string, HostCall>();
  const add = (more: ReadonlyMap<string, Capability>): void => {
    for (const [name, capability] of more) calls.set(name, hostCall(capability));
  };
  if (granted.fetch !== null) add(networkCalls(granted.fetch, parts.network));
  if (granted.storage) {
    add(valueCalls(parts.values, await threadKey(context.tenant, context.threadId)));
  }
  if (granted.files !== null) {
    add(fileCalls(context.files, granted.files, parts.made, parts.fileChars));
  }
  const tools = toolCalls(context.tools, granted.tools);
  for (const name of granted.tools) {
    calls.set(`tools.${name}`, tools.get(name) ?? missing(name));
  }
  return calls;
}

function missing(name: string): HostCall {
  return async () => {
    throw new HostCallError(`The assistant has no tool '${name}' that runs here.`);
  };
}
