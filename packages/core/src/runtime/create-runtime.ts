import { InvalidInputError, RuntimeClosedError } from "@inhouse/contracts";
import { contextSizeOf } from "../context/context-size.ts";
import { createInProcessDispatcher } from "../dispatch/in-process-dispatcher.ts";
import { Sweeper } from "../dispatch/sweeper.ts";
import { workOnThread } from "../dispatch/work-on-thread.ts";
import { RunSignals } from "../events/run-signals.ts";
import { describe } from "../input/parse-input.ts";
import { ModelCatalog } from "../model/model-catalog.ts";
import { LiveRuns } from "../run/live-runs.ts";
import { settleRun } from "../run/settle-run.ts";
import { createIdSource } from "../scope/ids.ts";
import type { RuntimeParts, Scope } from "../scope/scope.ts";
import { defaultSettings } from "../scope/settings.ts";
import { TokenKnowledge } from "../scope/token-knowledge.ts";
import { TenantStorage } from "../storage/tenant-storage.ts";
import { ToolRegistry } from "../tools/tool-registry.ts";
import type { CloseOptions, Runtime, TenantRuntime } from "./apis.ts";
import type { ContextSizes, RuntimeOptions } from "./runtime-options.ts";
import { defaultTenant } from "./runtime-options.ts";
import { createSequenceSource } from "./sequence-source.ts";
import { createSystemRandom, systemClock } from "./system.ts";
import { createTenantRuntime } from "./tenant-runtime.ts";

const tenantName = /^[A-Za-z0-9_-]{1,64}$/;
const defaultDrainMs = 5_000;

/**
 * Makes a runtime, and takes up the runs that an earlier process left behind in its storage.
 *
 * @param options - models, storage, tools, and how to behave
 * @returns the runtime; close it, or declare it with `await using`
 * @throws InvalidInputError if two tools have one name
 *
 * @example
 * ```ts
 * await using inhouse = createRuntime({
 *   models: { "gpt-5": openai("gpt-5") },
 *   storage: memoryStorage(),
 * });
 * ```
 */
export function createRuntime(options: RuntimeOptions): Runtime {
  const parts = assemble(options);
  const { rawStorage, tools, dispatcher, settings, signals } = parts.shared;
  const scopes = new Map<string, Scope>();
  let closing: Promise<void> | null = null;

  const scopeOf = (tenant: string): Scope => {
    const known = scopes.get(tenant);
    if (known !== undefined) return known;
    const scope = { ...parts.shared, tenant, storage: new TenantStorage(rawStorage, tenant) };
    scopes.set(tenant, scope);
    return scope;
  };
  const worker = dispatcher.work(
    (address, signal) => workOnThread(scopeOf(address.tenant), address.threadId, signal),
    { slots: settings.concurrentRuns },
  );
  parts.start((tenant, runId) => settleRun(scopeOf(tenant), runId));
  const unwatch = rawStorage.watch?.(() => signals.notifyAll());

  const forTenant = (tenant: string): TenantRuntime => {
    if (!tenantName.test(tenant)) {
      const expected = "1 to 64 of [A-Za-z0-9_-]";
      throw new InvalidInputError({ param: "tenant", expected, received: describe(tenant) });
    }
    const open = (): Scope => {
      if (closing !== null) throw new RuntimeClosedError();
      return scopeOf(tenant);
    };
    return createTenantRuntime(open, tenant);
  };
  const shutDown = async (drainMs: number): Promise<void> => {
    unwatch?.();
    await parts.stop();
    await worker.drain(drainMs);
    await Promise.all(tools.all().map((tool) => tool.close?.()));
    await rawStorage.close();
  };
  const close = ({ drainMs = defaultDrainMs }: CloseOptions = {}): Promise<void> => {
    closing ??= shutDown(drainMs);
    return closing;
  };
  return { ...forTenant(defaultTenant), forTenant, close, [Symbol.asyncDispose]: () => close() };
}

interface Assembly {
  readonly shared: RuntimeParts;
  readonly start: (settle: (tenant: string, runId: string) => Promise<void>) => void;
  readonly stop: () => Promise<void>;
}

function assemble(options: RuntimeOptions): Assembly {
  const clock = options.clock ?? systemClock;
  const random = options.random ?? createSystemRandom();
  const newId = createIdSource(random);
  const dispatcher = options.dispatcher ?? createInProcessDispatcher(clock);
  const onError = options.onError ?? (() => undefined);
  let sweeper: Sweeper | null = null;
  const shared: RuntimeParts = {
    rawStorage: options.storage,
    blobs: options.blobs ?? options.storage.blobs,
    clock,
    random: () => fraction(random.bytes(4)),
    newId,
    nextSequence: createSequenceSource(clock),
    models: new ModelCatalog(options.models),
    tools: new ToolRegistry(options.tools ?? []),
    tokens: new TokenKnowledge(options.countTokens, contextSizes(options.contextSizes)),
    signals: new RunSignals(),
    liveRuns: new LiveRuns(),
    dispatcher,
    settings: { ...defaultSettings, ...options.settings },
    ownerId: newId("owner"),
    noticeDue: (at) => sweeper?.notice(at),
    onError,
  };
  return {
    shared,
    start(settle) {
      sweeper = new Sweeper({ storage: options.storage, clock, dispatcher, settle, onError });
      sweeper.start();
    },
    stop: async () => sweeper?.stop(),
  };
}

function contextSizes(
  own: ContextSizes | undefined,
): (id: string, name: string) => Promise<number | null> {
  return (id, name) => {
    const stated = typeof own === "function" ? own(id) : own?.[id];
    return contextSizeOf(name, stated ?? null);
  };
}

/** @returns a number in [0, 1) of four random bytes */
function fraction(bytes: Uint8Array): number {
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  return (a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d) / 2 ** 32;
}
