import type { SeededRandom } from "@inhouse/testing";
import type { DialectName } from "./dialect-name.ts";

/** What an id belongs to, as paths call it. */
export type IdKind = "assistant" | "thread" | "message" | "run" | "step" | "file" | "chat";

const kinds: Readonly<Record<string, IdKind>> = {
  assistant: "assistant",
  thread: "thread",
  "thread.message": "message",
  "thread.run": "run",
  "thread.run.step": "step",
  "thread.message.step": "step",
  file: "file",
};

const keep = 60;

/** Where an object is, and what it waits for. */
interface Surroundings {
  readonly thread?: string;
  readonly run?: string;
  readonly calls: readonly string[];
}

/** Ids that one tenant has seen in one dialect, the newest of each kind. */
export class IdPool {
  readonly #ids = new Map<string, string[]>();
  readonly #surroundings = new Map<string, Surroundings>();

  /** Takes up every id in a response. */
  learn(dialect: DialectName, value: unknown): void {
    if (typeof value !== "object" || value === null) return;
    const { id, object } = value as { id?: unknown; object?: unknown };
    const kind = typeof object === "string" ? kinds[object] : undefined;
    if (typeof id === "string" && kind !== undefined) {
      this.add(dialect, kind, id);
      this.#surroundings.set(id, surroundingsOf(value));
    }
    for (const inner of Object.values(value)) this.learn(dialect, inner);
  }

  add(dialect: DialectName, kind: IdKind, id: string): void {
    const key = `${dialect} ${kind}`;
    const ids = this.#ids.get(key) ?? [];
    if (!ids.includes(id)) ids.push(id);
    if (ids.length > keep) ids.shift();
    this.#ids.set(key, ids);
  }

  /** @returns one of the ids; undefined: there is none */
  pick(dialect: DialectName, kind: IdKind, random: SeededRandom): string | undefined {
    const ids = this.#ids.get(`${dialect} ${kind}`);
    return ids === undefined ? undefined : random.pick(ids);
  }

  /** @returns the thread or the run that an object belongs to; undefined: nobody knows */
  parent(id: string, kind: IdKind): string | undefined {
    const known = this.#surroundings.get(id);
    return kind === "thread" ? known?.thread : kind === "run" ? known?.run : undefined;
  }

  /** @returns the calls that a run waits for, as far as somebody saw */
  callsOf(run: string): readonly string[] {
    return this.#surroundings.get(run)?.calls ?? [];
  }

  /** @returns whether the tenant has seen this id */
  knows(dialect: DialectName, kind: IdKind, id: string): boolean {
    return this.#ids.get(`${dialect} ${kind}`)?.includes(id) ?? false;
  }
}

function surroundingsOf(value: object): Surroundings {
  const {
    thread_id: thread,
    run_id: run,
    required_action: action,
  } = value as Record<string, unknown>;
  const calls: string[] = [];
  const collect = (inner: unknown): void => {
    if (typeof inner !== "object" || inner === null) return;
    const { id, type } = inner as { id?: unknown; type?: unknown };
    if (typeof id === "string" && type === "function") calls.push(id);
    for (const next of Object.values(inner)) collect(next);
  };
  collect(action);
  return {
    ...(typeof thread === "string" && { thread }),
    ...(typeof run === "string" && { run }),
    calls,
  };
}
