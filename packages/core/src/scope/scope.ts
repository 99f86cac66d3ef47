import type { BlobStore, Dispatcher, Storage } from "@inhouse/contracts";
import type { RunSignals } from "../events/run-signals.ts";
import type { FetchUrl } from "../model/model-call.ts";
import type { ModelCatalog } from "../model/model-catalog.ts";
import type { LiveRuns } from "../run/live-runs.ts";
import type { TenantStorage } from "../storage/tenant-storage.ts";
import type { ToolRegistry } from "../tools/tool-registry.ts";
import type { IdSource } from "./ids.ts";
import type { RuntimeSettings } from "./settings.ts";
import type { StorageClock } from "./storage-clock.ts";
import type { TokenKnowledge } from "./token-knowledge.ts";

/** What all tenants of a runtime share. */
export interface RuntimeParts {
  readonly rawStorage: Storage;
  readonly blobs: BlobStore;
  readonly clock: StorageClock;
  readonly random: () => number;
  readonly newId: IdSource;
  readonly nextSequence: () => number;
  readonly models: ModelCatalog;
  readonly tools: ToolRegistry;
  readonly tokens: TokenKnowledge;
  /** Reads images by their address; absent: the AI SDK does. */
  readonly fetchUrl?: FetchUrl;
  readonly signals: RunSignals;
  readonly liveRuns: LiveRuns;
  readonly dispatcher: Dispatcher;
  readonly settings: RuntimeSettings;
  /** This runtime's name in leases. */
  readonly ownerId: string;
  /** Leases granted before this time, in epoch milliseconds, are of processes that are gone. */
  readonly leasesVoidBefore: number;
  /** Says that a record becomes due, so that the sweeper is there in time. */
  readonly noticeDue: (at: number | null) => void;
  /** Hears of faults that no caller waits for. */
  readonly onError: (error: unknown) => void;
}

/** What a use case works with: the shared parts, and one tenant's records. */
export interface Scope extends RuntimeParts {
  readonly tenant: string;
  readonly storage: TenantStorage;
}
