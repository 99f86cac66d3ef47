import type { ImportTable } from "./emscripten.ts";
import { linkingImports, openImports, refusedImports } from "./import-rules.ts";

/** What the seal asks of the world around it. */
export interface ImportSealOptions {
  /** Called instead of a guarded function after the seal is closed; must not return. */
  readonly violated: (name: string) => never;
  /** @returns whether native modules may be linked now */
  readonly linking: () => boolean;
}

/** A seal on a WebAssembly import table that is still open. */
export interface ImportSeal {
  /**
   * Closes it, for good.
   *
   * @throws Error if a JavaScript function came into the table that the seal does not know; the sandbox must not be used
   */
  close(): void;
}

const sourceOf = Function.prototype.toString;
const isNative = (value: object): boolean =>
  /\{\s*\[native code\]\s*\}$/.test(sourceOf.call(value));

/**
 * Puts a guard before every function of the table, in place, before the module is instantiated. The dynamic linker and
 * `dlsym` resolve from the same object, so this covers whatever WebAssembly can ever call.
 *
 * @param table - the functions that WebAssembly may call
 * @param options - what happens after the seal is closed
 */
export function guardImports(table: ImportTable, options: ImportSealOptions): ImportSeal {
  const { violated, linking } = options;
  let closed = false;
  // Aliases must stay one function: Emscripten gives every distinct function its own slot of the call table, and a
  // snapshot holds numbers of slots.
  const guards = new Map<object, object>();
  const known = new Set<unknown>();

  const guard = (name: string, original: (...values: unknown[]) => unknown): object => {
    const refusal = refusedImports.get(name);
    const open = linkingImports.has(name) ? linking : () => false;
    const guarded = refusedImports.has(name)
      ? (...values: unknown[]) => (closed && !open() ? refusal : original(...values))
      : (...values: unknown[]) => (closed ? violated(name) : original(...values));
    // `sig` and `stub` tell Emscripten the WebAssembly type.
    return Object.assign(guarded, original);
  };

  for (const [name, value] of Object.entries(table)) {
    if (name === "syncifyHandler") {
      // An object that suspends WebAssembly for a promise: it cannot be wrapped, so it is never available.
      table[name] = Object.assign(() => violated(name), { sig: (value as { sig?: string }).sig });
    } else if (typeof value === "function" && !openImports.has(name)) {
      const existing = guards.get(value) ?? guard(name, value as () => unknown);
      guards.set(value, existing);
      table[name] = existing;
    }
    known.add(table[name]);
  }

  return {
    close() {
      for (const [name, value] of Object.entries(table)) {
        if (typeof value === "function" && !known.has(value) && !isNative(value)) {
          throw new Error(`the import '${name}' was added after the table was guarded`);
        }
      }
      closed = true;
    },
  };
}
