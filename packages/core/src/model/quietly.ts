import type { ModelObject } from "./resolve-model.ts";

/**
 * The AI SDK adapts models of its oldest version while a call is being set up, and prints a warning each time. The switch
 * for that is global, so it is turned off for the synchronous part of the set-up only: nothing else can run meanwhile.
 */
export function quietly<T>(model: ModelObject, setUp: () => T): T {
  if (model.specificationVersion !== "v2") return setUp();
  const before = globalThis.AI_SDK_LOG_WARNINGS;
  globalThis.AI_SDK_LOG_WARNINGS = false;
  try {
    return setUp();
  } finally {
    globalThis.AI_SDK_LOG_WARNINGS = before;
  }
}
