import type { PostgresClient, PostgresPool } from "../postgres/postgres-pool.ts";
import { FailingSteps } from "./failing-steps.ts";

/** A pool whose statements can be counted, and made to fail as if the connection were lost. */
export class FailingPool implements PostgresPool {
  readonly steps = new FailingSteps();
  /** The statements that were run. */
  readonly texts: string[] = [];
  /** Called with the connection before each statement. */
  beforeStep: (client: PostgresClient) => Promise<void> = async () => {};
  readonly #inner: PostgresPool;

  constructor(inner: PostgresPool) {
    this.#inner = inner;
  }

  async connect(): Promise<PostgresClient> {
    const client = await this.#inner.connect();
    return {
      query: async (text, values) => {
        this.texts.push(text);
        // Announcements go their own way, at a time of their own.
        if (text.includes("pg_notify")) return client.query(text, values);
        await this.beforeStep(client);
        const fault = this.steps.next();
        if (fault === "before") throw new Error("The statement was not sent.");
        const result = await client.query(text, values);
        if (fault === "after") throw new Error("The answer was not received.");
        return result;
      },
      release: (destroy) => client.release(destroy),
      on: (event, listener) => client.on?.(event, listener),
      off: (event, listener) => client.off?.(event, listener),
    };
  }
}
