import type { Engine, EngineName } from "./engine.ts";
import { loadQuickjsEmscripten } from "./quickjs-emscripten.ts";
import { loadQuickjsWasi } from "./quickjs-wasi.ts";

/**
 * Loads an engine: its library, and its WebAssembly, compiled once.
 *
 * @param name - which one
 * @throws Error if it cannot be loaded
 */
export function loadEngine(name: EngineName): Promise<Engine> {
  return name === "quickjs-wasi" ? loadQuickjsWasi() : loadQuickjsEmscripten();
}
