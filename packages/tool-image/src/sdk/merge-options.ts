import type { ProviderOptions } from "@inhouse/contracts";

/** @returns the options of both, provider by provider; where they differ, those that come later hold */
export function mergeOptions(...all: readonly (ProviderOptions | undefined)[]): ProviderOptions {
  const merged: Record<string, ProviderOptions[string]> = {};
  for (const options of all) {
    for (const [provider, own] of Object.entries(options ?? {})) {
      merged[provider] = { ...merged[provider], ...own };
    }
  }
  return merged;
}
