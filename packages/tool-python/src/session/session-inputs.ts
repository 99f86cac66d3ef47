import type { ToolFiles } from "@inhouse/contracts";
import type { InputPlan } from "../files/input-plan.ts";
import { planInputs } from "../files/input-plan.ts";
import type { CodeInterpreterLimits } from "../limits.ts";
import type { SavedInputs } from "../stored/saved-session.ts";
import type { Interpreter } from "./interpreter.ts";

/** What became of the thread's files at the beginning of a call. */
export interface Delivery {
  /** The files that the sandbox got. */
  readonly added: InputPlan["add"];
  /** The files that it does not get. */
  readonly refused: InputPlan["refuse"];
}

/** What a session knows of the thread's files. */
export class SessionInputs {
  /** The files that it has: where, by id. */
  #delivered = new Map<string, string>();
  #ignored = new Set<string>();

  /** What is kept of it with the session. */
  get saved(): SavedInputs {
    return { delivered: [...this.#delivered], ignored: [...this.#ignored] };
  }

  /** @param saved - what it knows from now on */
  restore({ delivered, ignored }: SavedInputs): void {
    this.#delivered = new Map(delivered);
    this.#ignored = new Set(ignored);
  }

  /** Knows nothing any more, as the session that begins anew. */
  clear(): void {
    this.restore({ delivered: [], ignored: [] });
  }

  /** @param fileId - a file that the session does not take, and was told of */
  ignore(fileId: string): void {
    this.#ignored.add(fileId);
  }

  /** @param paths - of files that could not be written */
  refuse(paths: readonly string[]): void {
    for (const [id, path] of this.#delivered) {
      if (!paths.includes(path)) continue;
      this.#delivered.delete(id);
      this.#ignored.add(id);
    }
  }

  /**
   * Brings the session's folder of inputs up to the thread.
   *
   * @param worker - the session's interpreter
   * @param files - the files of the thread
   * @param options - how much fits, and what stops it
   */
  async deliver(
    worker: Interpreter,
    files: ToolFiles,
    options: { readonly limits: CodeInterpreterLimits; readonly signal: AbortSignal },
  ): Promise<Delivery> {
    const known = { delivered: this.#delivered, ignored: this.#ignored };
    const plan = planInputs(await files.list(), known, options.limits);
    for (const [id, path] of this.#delivered) {
      if (!plan.remove.includes(path)) continue;
      this.#delivered.delete(id);
      worker.remove(path);
    }
    for (const { file } of plan.refuse) this.#ignored.add(file.id);
    const added: InputPlan["add"][number][] = [];
    for (const planned of plan.add) {
      const bytes = await files.read(planned.file.id);
      options.signal.throwIfAborted();
      // Deleted between the listing and now.
      if (bytes === undefined) continue;
      worker.write(planned.path, bytes);
      this.#delivered.set(planned.file.id, planned.path);
      added.push(planned);
    }
    return { added, refused: plan.refuse };
  }
}
