import * as v from "valibot";
import { workOnThread } from "../dispatch/work-on-thread.ts";
import { carryOutRemoval } from "../file/blob-removal.ts";
import { integer } from "../input/common-schemas.ts";
import { fields } from "../input/fields.ts";
import { parseArgument, parseInput } from "../input/parse-input.ts";
import type { Schema } from "../input/schema.ts";
import { settleRun } from "../run/settle-run.ts";
import type { Scope } from "../scope/scope.ts";
import { TenantStorage } from "../storage/tenant-storage.ts";
import type { CloseOptions, Runtime, TenantRuntime } from "./apis.ts";
import { assemble } from "./assemble.ts";
import { checkOptions } from "./check-options.ts";
import { OpenCalls } from "./open-calls.ts";
import type { RuntimeOptions } from "./runtime-options.ts";
import { defaultTenant } from "./runtime-options.ts";
import { createTenantRuntime } from "./tenant-runtime.ts";

/**
 * Makes a runtime, and takes up the runs that an earlier process left behind in its storage.
 *
 * @param options - models, storage, tools, and how to behave
 * @returns the runtime; close it, or declare it with `await using`
 * @throws InvalidInputError if an option is wrong, or two tools have one name
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
  const parts = assemble(checkOptions(options));
  const { rawStorage, tools, dispatcher, settings, signals, liveRuns, clock } = parts.shared;
  const calls = new OpenCalls(() => clock.ready());
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
  parts.start({
    settleRun: (tenant, runId) => settleRun(scopeOf(tenant), runId),
    remove: (tenant, id) => carryOutRemoval(scopeOf(tenant), id),
  });
  const unwatch = rawStorage.watch?.((change) => {
    signals.changed(change);
    liveRuns.lookAgain(change);
  });

  const forTenant = (tenant: string): TenantRuntime =>
    createTenantRuntime(calls, scopeOf(parseArgument(tenantName, tenant, "tenant")));
  const shutDown = (drainMs: number): Promise<void> => {
    calls.refuse();
    unwatch?.();
    // Where runs outlive the process they need not come to their end in it.
    if (rawStorage.capabilities.durable) liveRuns.drain();
    return inTurn([
      () => parts.stop(),
      () => worker.drain(drainMs),
      () => calls.end(),
      ...tools.all().map((tool) => async () => tool.close?.()),
      () => rawStorage.close(),
    ]);
  };
  const close = async (how: CloseOptions = {}): Promise<void> => {
    const { drainMs } = parseInput(closeOptions, how);
    closing ??= shutDown(drainMs);
    return closing;
  };
  return { ...forTenant(defaultTenant), forTenant, close, [Symbol.asyncDispose]: () => close() };
}

const tenantForm = "1 to 64 of [A-Za-z0-9_-]";
const tenantName: Schema<string> = v.pipe(
  v.string(tenantForm),
  v.regex(/^[A-Za-z0-9_-]{1,64}$/, tenantForm),
);

const closeOptions: Schema<Required<CloseOptions>> = fields({
  drainMs: v.exactOptional(integer(0), 5_000),
});

/** Does all of it, whatever fails, so that nothing stays open behind the first fault. */
async function inTurn(steps: readonly (() => Promise<void>)[]): Promise<void> {
  const faults: unknown[] = [];
  for (const step of steps) {
    try {
      await step();
    } catch (error) {
      faults.push(error);
    }
  }
  if (faults.length === 1) throw faults[0];
  if (faults.length > 1) throw new AggregateError(faults, "The runtime is closed, with faults.");
}
