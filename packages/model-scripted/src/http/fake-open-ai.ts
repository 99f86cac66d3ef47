import { once } from "node:events";
import type { Server } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createLog } from "../model/bounded-log.ts";
import { assertPlayed } from "../script/assert-played.ts";
import { timerSleep } from "../script/playback.ts";
import { createPlayer } from "../script/player.ts";
import type { Script } from "../script/turn.ts";
import type { FakeRequest } from "./fake-request.ts";
import { createHandler } from "./handler.ts";

/** What a fake OpenAI endpoint serves, and how. */
export interface FakeOpenAIOptions {
  /** The scripts, by the id of the model that plays them. */
  readonly models: { readonly [modelId: string]: Script };
  /** The key that requests must carry; absent: any key will do, but there must be one. */
  readonly apiKey?: string;
  /** The most characters of a delta; absent: 16. */
  readonly chunkSize?: number;
  /** How long to wait before each delta, in milliseconds; absent: 0. */
  readonly chunkDelayMs?: number;
  /** How many of the last requests to keep; absent: 20. */
  readonly keepRequests?: number;
  /** The largest body that is accepted, in bytes; absent: 10 MiB. */
  readonly maxBodyBytes?: number;
  /** Whether a history in which `checkPrompt` finds a problem is refused; absent: yes. */
  readonly checkPrompts?: boolean;
  /** The port on 127.0.0.1; absent: a free one. */
  readonly port?: number;
  /** Waits for so many milliseconds, and rejects with the signal's reason as soon as it fires; absent: a timer. */
  readonly sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** The time in milliseconds since 1970; absent: the time of the machine. */
  readonly now?: () => number;
}

/** A running fake OpenAI endpoint. */
export interface FakeOpenAI extends AsyncDisposable {
  /** The address to configure a client with: `http://127.0.0.1:…/v1`. */
  readonly baseURL: string;
  /** The last requests, oldest first. */
  readonly requests: readonly FakeRequest[];

  /** @returns the turns that no request has played yet, each in a few words with its model */
  unconsumed(): string[];

  /**
   * For the end of a test. Throws an error that lists the turns that were never played, the requests that came after the
   * last turn and the invalid histories, also where the client swallowed their errors.
   */
  assertComplete(): void;

  /** Breaks all connections and stops the server. A second call does nothing. */
  close(): Promise<void>;
}

const storedItems = 1000;

/**
 * Starts an HTTP server on 127.0.0.1 that speaks OpenAI's wire: `POST /v1/chat/completions` and `POST /v1/responses`,
 * streamed or not, and `GET /v1/models`. It plays the same scripts as `scriptedModel`; faults become HTTP faults.
 *
 * @param options - what to serve, and how
 * @returns the server, once it listens; close it, or declare it with `await using`
 */
export async function startFakeOpenAI(options: FakeOpenAIOptions): Promise<FakeOpenAI> {
  const { chunkSize = 16, chunkDelayMs = 0, keepRequests = 20, checkPrompts = true } = options;
  const players = new Map(
    Object.entries(options.models).map(([modelId, script]) => [
      modelId,
      createPlayer(script, {
        modelId,
        pieces: { size: Math.max(1, chunkSize), delayMs: chunkDelayMs },
        checkPrompts,
        sleep: options.sleep ?? timerSleep,
      }),
    ]),
  );
  const log = createLog<FakeRequest>(keepRequests);
  const handler = createHandler({
    players,
    log,
    apiKey: options.apiKey,
    maxBodyBytes: options.maxBodyBytes ?? 10 * 1024 * 1024,
    storedItems,
    now: options.now ?? Date.now,
  });
  const server = createServer((request, response) => void handler(request, response));
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");

  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= closeServer(server);
    return closed;
  };

  return {
    baseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    get requests() {
      return log.entries();
    },
    unconsumed: () =>
      [...players].flatMap(([modelId, player]) =>
        player.unconsumed().map((turn) => `${modelId}, ${turn}`),
      ),
    assertComplete() {
      for (const [modelId, player] of players) assertPlayed(modelId, player);
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function closeServer(server: Server): Promise<void> {
  const done = once(server, "close");
  server.close();
  server.closeAllConnections();
  await done;
}
