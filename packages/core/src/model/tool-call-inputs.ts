/** The tool calls that the model is writing: their ids and their arguments as it wrote them. */
export class ToolCallInputs {
  readonly #texts = new Map<string, string>();
  readonly #current = new Map<string, string>();
  readonly #finished = new Set<string>();

  /** Whether a call was begun and did not come to its end. */
  get hasOpen(): boolean {
    return [...this.#texts.keys()].some((callId) => !this.#finished.has(callId));
  }

  /** @returns the call's id in the answer */
  begin(id: string): string {
    const callId = this.#unique(id);
    this.#current.set(id, callId);
    this.#texts.set(callId, "");
    return callId;
  }

  append(id: string, text: string): string {
    const callId = this.idOf(id);
    this.#texts.set(callId, (this.#texts.get(callId) ?? "") + text);
    return callId;
  }

  /** @returns the call's id in the answer, and its arguments as written; undefined: they came as a whole only */
  finish(id: string): { readonly callId: string; readonly written: string | undefined } {
    const open = this.#current.get(id);
    const callId = open === undefined || this.#finished.has(open) ? this.#unique(id) : open;
    this.#current.set(id, callId);
    this.#finished.add(callId);
    return { callId, written: this.#texts.get(callId) };
  }

  idOf(id: string): string {
    return this.#current.get(id) ?? id;
  }

  /** Models give the same id to several calls; what is added is legal in the ids of every provider. */
  #unique(id: string): string {
    let callId = id;
    for (let n = 2; this.#finished.has(callId) || this.#texts.has(callId); n += 1) {
      callId = `${id}_${n}`;
    }
    return callId;
  }
}
