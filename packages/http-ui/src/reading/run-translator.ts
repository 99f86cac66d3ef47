import type { RunEvent } from "@inhouse/contracts";
import { translateEvent } from "../chunks/translate-event.ts";
import type { TranslationState } from "../chunks/translation-state.ts";
import { beginning } from "../chunks/translation-state.ts";
import type { UIChunk } from "../chunks/ui-chunk.ts";
import type { FileDirectory } from "../files/file-directory.ts";
import { eventFiles } from "./event-files.ts";

/** Translates the events of one run, in order from the first. */
export class RunTranslator {
  readonly #files: FileDirectory;
  #state: TranslationState = beginning;
  #last = 0;

  constructor(files: FileDirectory) {
    this.#files = files;
  }

  /** The number of the last event that was translated; 0: none was. */
  get last(): number {
    return this.#last;
  }

  /** @returns what the client is sent for an event */
  async push(event: RunEvent): Promise<readonly UIChunk[]> {
    await this.#files.learn(eventFiles(event));
    const { state, chunks } = translateEvent(this.#state, event, this.#files.find);
    this.#state = state;
    this.#last = event.sequence;
    return chunks;
  }
}
