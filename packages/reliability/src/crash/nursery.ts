import type { AdapterName } from "./adapters.ts";
import { ConversationProcess } from "./child-process.ts";

/** Keeps a process ready that has loaded everything, so that the next one is at work a moment after the last one died. */
export class Nursery {
  readonly #adapter: AdapterName;
  #next: ConversationProcess;

  constructor(adapter: AdapterName) {
    this.#adapter = adapter;
    this.#next = new ConversationProcess(adapter);
  }

  /** @returns a process that waits for its order */
  async take(): Promise<ConversationProcess> {
    const child = this.#next;
    this.#next = new ConversationProcess(this.#adapter);
    await child.said("ready");
    return child;
  }

  async close(): Promise<void> {
    this.#next.signal("SIGKILL");
    await this.#next.ended;
  }
}
