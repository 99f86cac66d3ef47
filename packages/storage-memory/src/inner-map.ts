/** @returns the map below this key, put there empty if there was none */
export function inner<Outer, Key, Value>(
  maps: Map<Outer, Map<Key, Value>>,
  key: Outer,
): Map<Key, Value> {
  let map = maps.get(key);
  if (map === undefined) {
    map = new Map();
    maps.set(key, map);
  }
  return map;
}
