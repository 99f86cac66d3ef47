import { propertyName } from "../schema/model-schema.ts";

/**
 * @param parameters - names on the wire, and where they stand
 * @returns a name for each that providers take for a property; two of one name are told apart by their places
 */
export function argumentNames(
  parameters: readonly { readonly name: string; readonly place: string }[],
): readonly string[] {
  const taken = new Set<string>();
  return parameters.map(({ name, place }) => {
    const plain = name
      .replace(/[^a-zA-Z0-9_.-]+/g, "_")
      .replace(/^_+|_+$/g, "")
      .slice(0, 50);
    const first = propertyName.test(name) ? name : plain || place;
    let found = first;
    for (let round = 1; taken.has(found); round += 1) {
      found = `${first.slice(0, 50)}_${place}${round === 1 ? "" : round}`;
    }
    taken.add(found);
    return found;
  });
}
