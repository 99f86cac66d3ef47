const maxPath = 120;
const plainKey = /^[A-Za-z_$][\w$-]{0,63}$/;
const shownKey = 32;

/**
 * @param keys - names of fields and places in arrays, the outermost first
 * @returns the path as a caller writes it, such as `tools[2].function.name` or `metadata["a b"]`; never long
 */
export function fieldPath(keys: readonly (string | number)[]): string {
  const path = keys.map((key, index) => step(key, index === 0)).join("");
  return path.length > maxPath ? `${path.slice(0, maxPath)}…` : path;
}

function step(key: string | number, first: boolean): string {
  if (typeof key === "number") return `[${key}]`;
  if (plainKey.test(key)) return first ? key : `.${key}`;
  const shown = key.length > shownKey ? `${key.slice(0, shownKey)}…` : key;
  return `[${JSON.stringify(shown)}]`;
}
