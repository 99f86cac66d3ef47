import { contextSizeOf } from "../context/context-size.ts";
import { BlobSweeper } from "../dispatch/blob-sweeper.ts";
import { createInProcessDispatcher } from "../dispatch/in-process-dispatcher.ts";
import { Sweeper } from "../dispatch/sweeper.ts";
import { RunSignals } from "../events/run-signals.ts";
import { ModelCatalog } from "../model/model-catalog.ts";
import { LiveRuns } from "../run/live-runs.ts";
import { createIdSource } from "../scope/ids.ts";
import { leasesVoidBefore } from "../scope/lease-floor.ts";
import type { RuntimeParts } from "../scope/scope.ts";
import { defaultSettings } from "../scope/settings.ts";
import { createStorageClock } from "../scope/storage-clock.ts";
import { TokenKnowledge } from "../scope/token-knowledge.ts";
import { ToolRegistry } from "../tools/tool-registry.ts";
import type { ContextSizes, RuntimeOptions } from "./runtime-options.ts";
import { createSequenceSource } from "./sequence-source.ts";
import { createSystemRandom, systemClock } from "./system.ts";

/** The parts of a runtime, and the sweepers that look after what is due. */
export interface Assembly {
  readonly shared: RuntimeParts;
  readonly start: (duties: SweeperDuties) => void;
  readonly stop: () => Promise<void>;
}

/** What sweepers do with what is due. */
export interface SweeperDuties {
  readonly settleRun: (tenant: string, runId: string) => Promise<void>;
  readonly remove: (tenant: string, id: string) => Promise<void>;
}

/**
 * @param options - what the runtime is made of, checked
 * @throws InvalidInputError if two tools have one name
 */
export function assemble(options: RuntimeOptions): Assembly {
  const clock = createStorageClock(options.storage, options.clock ?? systemClock);
  const random = options.random ?? createSystemRandom();
  const newId = createIdSource(random);
  const dispatcher = options.dispatcher ?? createInProcessDispatcher(clock);
  const settings = { ...defaultSettings, ...options.settings };
  const onError = harmless(options.onError);
  const voidBefore = leasesVoidBefore(options.storage, clock.now());
  let sweeper: Sweeper | null = null;
  let blobSweeper: BlobSweeper | null = null;
  const shared: RuntimeParts = {
    rawStorage: options.storage,
    blobs: options.blobs ?? options.storage.blobs,
    clock,
    random: () => fraction(random.bytes(4)),
    newId,
    nextSequence: createSequenceSource(clock),
    models: new ModelCatalog(options.models),
    tools: new ToolRegistry(options.tools ?? [], { clock, timeoutMs: settings.toolTimeoutMs }),
    tokens: new TokenKnowledge(options.countTokens, contextSizes(options.contextSizes)),
    ...(options.fetchUrl !== undefined && { fetchUrl: options.fetchUrl }),
    signals: new RunSignals(),
    liveRuns: new LiveRuns(),
    dispatcher,
    settings,
    ownerId: newId("owner"),
    leasesVoidBefore: voidBefore,
    noticeDue: (at) => sweeper?.notice(at),
    onError,
  };
  return {
    shared,
    start({ settleRun: settle, remove }) {
      const { storage } = options;
      // Where no lease of another process can hold, the runs that one left are looked at right away.
      const lookAheadMs = voidBefore > 0 ? settings.leaseMs : 0;
      sweeper = new Sweeper({ storage, clock, dispatcher, settle, onError, lookAheadMs });
      sweeper.start();
      blobSweeper = new BlobSweeper({ storage, clock, remove, onError });
      blobSweeper.start();
    },
    async stop() {
      await Promise.all([sweeper?.stop(), blobSweeper?.stop()]);
    },
  };
}

/** The listener hears of faults in the middle of other work, which its own faults must not disturb. */
function harmless(onError: RuntimeOptions["onError"]): (error: unknown) => void {
  return (error) => {
    const told = async (): Promise<void> => onError?.(error);
    told().catch(() => undefined);
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
