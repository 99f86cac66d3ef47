import { createHash, randomUUID } from "node:crypto";
import type { Clock } from "@inhouse/contracts";
import type { Statement } from "../queries/statement.ts";
import type { TableNames } from "../tables/table-names.ts";
import { qualified } from "../tables/table-names.ts";
import { ChangeAnnouncer } from "./change-announcer.ts";
import { ChangeListener } from "./change-listener.ts";
import type { PostgresClient } from "./postgres-pool.ts";
import type { RunStatement } from "./sql-connections.ts";

/** Where to hear of other processes' changes. */
export interface Sharing {
  /** Takes a connection to listen on. */
  listen(): Promise<PostgresClient>;
  /** Lets go of what `listen` opened. */
  end(): Promise<void>;
  warn(message: string): void;
}

const notify: Statement = {
  sql: "select pg_notify($1, message) from unnest($2::text[]) as m (message)",
  slots: ["channel", "messages"],
};

/** A number that every transaction of the server raises which writes. */
const poll: Statement = {
  sql: "select txid_snapshot_xmax(txid_current_snapshot())::text as at",
  slots: [],
};

/** How one storage tells others of its changes, and hears of theirs. */
export class SharedChanges {
  readonly #clock: Clock;
  readonly #channel: string;
  readonly #self: string = randomUUID();

  /**
   * @param clock - for pauses
   * @param names - the tables whose changes are told
   */
  constructor(clock: Clock, names: TableNames) {
    this.#clock = clock;
    this.#channel = channelOf(names);
  }

  /** @returns what tells others of changes, with statements that `run` runs */
  announcer(run: RunStatement): ChangeAnnouncer {
    return new ChangeAnnouncer(this.#clock, this.#self, (messages) => this.#send(run, messages));
  }

  /** @returns what hears of others' changes; `run` runs the statements that go over other connections */
  listener(run: RunStatement, sharing: Sharing): ChangeListener {
    return new ChangeListener({
      clock: this.#clock,
      channel: this.#channel,
      self: this.#self,
      connect: () => sharing.listen(),
      send: (message) => this.#send(run, [message]),
      poll: async () => String((await run(poll))[0]?.at),
      warn: (message) => sharing.warn(message),
    });
  }

  #send(run: RunStatement, messages: readonly string[]): Promise<unknown> {
    return run(notify, { channel: this.#channel, messages });
  }
}

/** Names on the server are at most 63 bytes long. */
function channelOf(names: TableNames): string {
  const channel = qualified(names, "changes");
  if (channel.length <= 63) return channel;
  return `inhouse_${createHash("sha256").update(channel).digest("hex").slice(0, 40)}`;
}
