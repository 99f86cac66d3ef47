import type { BlobStore, JsonValue, StoredFile, Tool, ToolDefinition } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import { guardedFetch } from "@inhouse/guarded-fetch";
import { Executor } from "./executor.ts";
import type { JavaScriptTool } from "./javascript.ts";
import type { JavaScriptLimits } from "./limits.ts";
import type { JavaScriptSandboxOptions } from "./sandbox-options.ts";
import type { AllowedCapabilities, CapabilityRules } from "./user-function/allowed-capabilities.ts";
import { resolveAllowed } from "./user-function/allowed-capabilities.ts";
import { functionResult } from "./user-function/function-result.ts";
import { grantedCalls } from "./user-function/granted-calls.ts";
import type { NetworkOptions } from "./user-function/network-calls.ts";
import { readDefinition } from "./user-function/read-definition.ts";
import { SourceChecks } from "./user-function/source-checks.ts";
import { processBlobs, ThreadValues, threadKey } from "./user-function/thread-values.ts";
import type { UserFunctionCapabilities, UserFunctionEntry } from "./user-function/user-function.ts";
import { userFunctionType } from "./user-function/user-function.ts";

/** How the functions run that assistants keep, and what they may ask for. */
export interface UserFunctionsOptions extends JavaScriptSandboxOptions {
  /** The most that an entry may ask for. Default: nothing, so that functions only compute. */
  readonly allow?: AllowedCapabilities;
  /** How requests are sent. Default: as guarded fetch does, which calls public addresses alone. */
  readonly network?: NetworkOptions;
  /**
   * Where the values go that functions keep for their thread. Give the storage's own, `storage.blobs`, to keep them as long as
   * the thread. Default: this process, with which they end.
   */
  readonly blobs?: BlobStore;
  /**
   * Whether a person must approve a call first; what it throws counts as yes. Default: never.
   *
   * @param call - the function's name and input, and what its entry asks for
   */
  readonly approval?: (call: UserFunctionCall) => boolean;
}

/** A call that a person may have to approve. */
export interface UserFunctionCall {
  /** The function's name. */
  readonly name: string;
  /** Its input. */
  readonly input: JsonValue;
  /** What its entry asks for; empty: it only computes. */
  readonly capabilities: UserFunctionCapabilities;
}

/** The tool that {@link userFunctions} makes. */
export interface UserFunctionsTool extends JavaScriptTool {
  /**
   * Reads the source of an entry before it is stored.
   *
   * @param definition - the entry
   * @returns the entry as it came
   * @throws InvalidInputError if it has no function, or cannot be read
   */
  sealDefinition(definition: ToolDefinition): Promise<ToolDefinition>;
}

const startAllowanceMs = 30_000;

/**
 * Functions of your users, kept as data: entries of the type `javascript_function` among an assistant's tools, each with its
 * name, its JSON Schema and its source. Each call runs in a fresh machine, and may do what its entry asks for and `allow` allows.
 *
 * @param options - limits, engine, and what functions may ask for
 * @returns the tool, to be given to a runtime
 * @throws InvalidInputError if an option is wrong
 *
 * @example
 * ```ts
 * import { createRuntime } from "@inhouse/core";
 * import { userFunctions } from "@inhouse/tool-javascript";
 *
 * const allow = { fetch: { origins: ["https://api.example.com"] }, storage: true };
 * const inhouse = createRuntime({ models, storage, tools: [userFunctions({ allow, blobs: storage.blobs })] });
 * ```
 */
export function userFunctions(options: UserFunctionsOptions = {}): UserFunctionsTool {
  const executor = new Executor(options);
  const limits = executor.limits({});
  const rules = resolveAllowed(options.allow);
  const network = networkOptions(options.network, limits);
  const values = new ThreadValues(options.blobs ?? processBlobs());
  const checks = new SourceChecks(executor);
  const read = (definition: ToolDefinition): UserFunctionEntry =>
    readDefinition(definition, rules, limits.codeChars);
  const { approval } = options;
  const close = (): Promise<void> => executor.close();
  return {
    type: userFunctionType,
    timeoutMs: limits.wallTimeMs + limits.waitTimeMs + limits.graceMs + startAllowanceMs,
    ...policies(rules, limits),
    functions(definition) {
      const { name, description, parameters } = read(definition);
      return [{ name, description, parameters }];
    },
    ...(approval !== undefined && {
      needsApproval: ({ name, input, definition }) => {
        const { capabilities = {} } = definition as { capabilities?: UserFunctionCapabilities };
        return approval({ name, input, capabilities });
      },
    }),
    async sealDefinition(definition) {
      await checks.check(read(definition).source);
      return definition;
    },
    async execute({ input, definition }, context) {
      const { source, capabilities } = read(definition);
      const made: StoredFile[] = [];
      const parts = { network, values, made, fileChars: limits.callResultChars };
      const report = await executor.executeForModel({
        mode: "stored",
        source,
        input: JSON.stringify(input),
        calls: await grantedCalls(capabilities, parts, context),
        startTime: context.startedAt,
        repeatKey: context.idempotencyKey,
        limits,
        signal: context.signal,
        onOutput: (chunk) => context.onOutput(chunk),
      });
      return functionResult(report, made, limits);
    },
    async forgetThread(tenant, threadId) {
      if (rules.storage || options.blobs !== undefined)
        await values.forget(await threadKey(tenant, threadId));
    },
    warmUp: () => executor.warmUp(),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function networkOptions(given: NetworkOptions = {}, limits: JavaScriptLimits): NetworkOptions {
  const responseBytes = given.limits?.responseBytes ?? limits.callResultChars;
  const network = { ...given, limits: { ...given.limits, responseBytes } };
  try {
    guardedFetch({ ...network, origins: [] });
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    const { param, expected, received } = error;
    throw new InvalidInputError({ param: `network.${param}`, expected, received });
  }
  return network;
}

/** What may be done again, and what functions may call, is the same for all of them. */
function policies(
  { fetch, storage, files, tools }: CapabilityRules,
  { hostCalls }: JavaScriptLimits,
): Pick<Tool, "afterCrash" | "callsTools"> {
  const onlyComputes = fetch === null && !storage && files === null;
  const maxCalls = Math.max(1, hostCalls);
  return {
    afterCrash: onlyComputes ? "retry" : "report",
    ...(tools !== false && {
      callsTools: { maxCalls, ...(onlyComputes && { repeatable: true }) },
    }),
  };
}
