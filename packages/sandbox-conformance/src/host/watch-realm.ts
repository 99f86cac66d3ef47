const prototypes: readonly object[] = [
  Object.prototype,
  Function.prototype,
  Array.prototype,
  String.prototype,
  Number.prototype,
  Promise.prototype,
  Map.prototype,
  Set.prototype,
  Error.prototype,
  Uint8Array.prototype,
  ArrayBuffer.prototype,
  RegExp.prototype,
];
const namespaces: readonly (readonly [string, object])[] = [
  ["Object", Object],
  ["Function", Function],
  ["Array", Array],
  ["Promise", Promise],
  ["Error", Error],
  ["JSON", JSON],
  ["Math", Math],
  ["Reflect", Reflect],
];

const nameOf = (prototype: object): string =>
  `${(prototype.constructor as { readonly name: string }).name}.prototype`;

/** What the watched objects hold: a value by name; a getter stands for itself. */
function snapshot(): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  const watched = [...namespaces, ...prototypes.map((one) => [nameOf(one), one] as const)];
  for (const [name, object] of watched) {
    found.set(`the prototype of ${name}`, Object.getPrototypeOf(object));
    for (const key of Reflect.ownKeys(object)) {
      const { value, get } = Object.getOwnPropertyDescriptor(object, key) as PropertyDescriptor;
      found.set(`${name}.${String(key)}`, get ?? value);
    }
  }
  // Node fills some of its own globals in on first use: of these only the names count.
  for (const key of Reflect.ownKeys(globalThis)) found.set(`globalThis.${String(key)}`, true);
  return found;
}

/**
 * Remembers what the objects are that all code of this process shares.
 *
 * @returns tells what of them has been added, changed or removed since
 */
export function watchRealm(): () => readonly string[] {
  const before = snapshot();
  return () => {
    const after = snapshot();
    const names = new Set([...before.keys(), ...after.keys()]);
    return [...names].filter(
      (name) =>
        before.has(name) !== after.has(name) || !Object.is(before.get(name), after.get(name)),
    );
  };
}
