import type { SeededRandom } from "@inhouse/testing";

/** Makes a value that a field rarely expects. */
export type OddValue = (random: SeededRandom) => unknown;

const oddValues: readonly OddValue[] = [
  () => null,
  () => "",
  () => " ",
  () => 0,
  () => -1,
  () => 1.5,
  () => 1e308,
  () => Number.MAX_SAFE_INTEGER,
  () => true,
  () => false,
  () => [],
  () => ({}),
  () => [[[[[[[[]]]]]]]],
  () => [null],
  () => "\u0000",
  () => "\ud800",
  () => "𝕏\u202e\u0301",
  () => "../../etc/passwd",
  () => "__proto__",
  () => ({ constructor: { prototype: { polluted: true } } }),
  () => JSON.parse('{"__proto__":{"polluted":true}}'),
  (random) => "a".repeat(random.pick([256, 257, 513, 70_000])),
  (random) => random.between(-1_000, 1_000),
  (random) => Array.from({ length: random.pick([17, 129, 2_000]) }, () => "x"),
  (random) => Object.fromEntries(Array.from({ length: random.pick([17, 200]) }, (_, n) => [n, n])),
  (random) => `thread_${"0".repeat(random.between(0, 30))}`,
];

/** @returns a value that a field rarely expects */
function oddValue(random: SeededRandom): unknown {
  return random.pick(oddValues)(random);
}

const oddKeys: readonly string[] = [
  "",
  "__proto__",
  "constructor",
  "toString",
  "id",
  "object",
  "stream",
  "tenant",
  "metadata",
  "expires_after",
];

/** Changes a JSON value at one random place: a value, a key less, or a key more. */
export function mutateValue(value: unknown, random: SeededRandom): unknown {
  if (typeof value !== "object" || value === null || random.chance(0.15)) return oddValue(random);
  if (Array.isArray(value)) {
    if (value.length === 0 || random.chance(0.2)) return [...value, oddValue(random)];
    const at = random.below(value.length);
    return value.map((inner, index) => (index === at ? mutateValue(inner, random) : inner));
  }
  const entries = Object.entries(value);
  if (entries.length === 0 || random.chance(0.2)) {
    return Object.fromEntries([...entries, [random.pick(oddKeys), oddValue(random)]]);
  }
  const [key] = random.pick(entries);
  if (random.chance(0.2)) return Object.fromEntries(entries.filter(([name]) => name !== key));
  return Object.fromEntries(
    entries.map(([name, inner]) => [name, name === key ? mutateValue(inner, random) : inner]),
  );
}
