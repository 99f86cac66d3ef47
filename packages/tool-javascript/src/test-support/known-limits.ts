import type { EngineName } from "../engine/engine.ts";

/** The rows that an engine does not pass, by title, and why. A row that it passes after all fails the suite. */
export const knownLimits: Readonly<Record<EngineName, Readonly<Record<string, string>>>> = {
  "quickjs-wasi": {},
  "quickjs-emscripten": {
    "a promise that nobody handles":
      "0.32 has no hook for rejections: `promiseRejectionHandler` is a TODO in its types.",
    "syntax, with line and column": "QuickJS-NG 0.12 names the wrong column.",
  },
};
