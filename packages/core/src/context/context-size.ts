/** How many tokens models take, by every name under which a registry knows them, in lower case. */
type ContextSizes = ReadonlyMap<string, number>;

let sizes: Promise<ContextSizes> | undefined;

/** What was found before, by model: every run asks. */
const found = new Map<string, number | null>();

/**
 * Looks a model up in a registry that comes with the package `llm-zoo`, which is loaded on first use and asks no network.
 *
 * @param model - the model as `provider/model`; a date, region or vendor in its name is seen through
 * @param own - the caller's own number, which wins; null or absent: none
 * @returns how many tokens a prompt and the part kept for the answer may have together; null: the model is not known
 */
export async function contextSizeOf(model: string, own?: number | null): Promise<number | null> {
  if (own !== undefined && own !== null) return own;
  const before = found.get(model);
  if (before !== undefined) return before;
  sizes ??= loadContextSizes();
  const known = await sizes;
  const name = namesOf(model).find((candidate) => known.has(candidate));
  const size = (name === undefined ? undefined : known.get(name)) ?? null;
  found.set(model, size);
  return size;
}

async function loadContextSizes(): Promise<ContextSizes> {
  const { MODEL_CONFIGS, ModelProvider } = await import("llm-zoo");
  const found = new Map<string, number>();
  for (const config of Object.values(MODEL_CONFIGS)) {
    const { provider, contextWindow, maxOutputTokens, fullName, shortName, openrouterFullName } =
      config;
    // OpenAI keeps the largest answer free, whatever answer the call asks for.
    const kept = provider === ModelProvider.OPENAI ? maxOutputTokens : 0;
    const size = contextWindow - kept;
    for (const name of [fullName, shortName, openrouterFullName]) {
      if (name === undefined) continue;
      const key = name.toLowerCase();
      // Where one name stands for several models, the smallest is safe.
      found.set(key, Math.min(size, found.get(key) ?? size));
    }
  }
  return found;
}

/** @returns the names to look under, the most exact first */
function namesOf(model: string): readonly string[] {
  const full = model.toLowerCase();
  const withoutProvider = full.slice(full.indexOf("/") + 1);
  const last = withoutProvider.slice(withoutProvider.lastIndexOf("/") + 1);
  const bare = last
    .replace(/^(?:[a-z]{2,6}\.)?[a-z0-9]+\.(?=[a-z]+-)/, "")
    .replace(/^ft:([^:]+):.*$/, "$1")
    .replace(/(?:-v\d+)?(?::[a-z0-9]+)?$/, "");
  const undated = bare.replace(/[-@]\d{4}-?\d{2}-?\d{2}$/, "").replace(/-latest$/, "");
  return [withoutProvider, last, bare, undated];
}
