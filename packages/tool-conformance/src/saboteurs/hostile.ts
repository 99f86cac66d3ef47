import type { JsonValue } from "@inhouse/contracts";
import type { Saboteurs } from "./faults.ts";
import { hangsOn, member, spoils, spoilsCalls } from "./faults.ts";

export const hostileSaboteurs: Saboteurs = {
  "survives arguments of any type": hangsOn((input) => input === null),
  "survives arguments each of which has the wrong type": hangsOn(
    (input) => typeof member(input, "action") === "number",
  ),
  "survives arguments that are missing, or that nobody asked for": hangsOn(
    (input) => member(input, "nobody_asked") !== undefined,
  ),
  "survives arguments of a megabyte, and nested deep": hangsOn((input) =>
    Array.isArray(member(input, "word")),
  ),
  "lets no argument reach a prototype": spoilsCalls(() => (act, _, { input }) => {
    merge({}, input);
    return act();
  }),
  "survives a call of a function that it does not have": spoilsCalls(() => async (act, _, call) => {
    if (call.name === "sample") return act();
    return { output: String(new Error("There is no such function").stack), isError: true };
  }),
  "takes or refuses an entry with settings that it does not know": spoils((tool) => ({
    functions(definition) {
      if ("limits" in definition) Object.keys(definition.limits as object);
      return tool.functions(definition);
    },
  })),
};

/** Copies what is deep inside, without a thought for what the keys mean. */
function merge(target: object, source: JsonValue): void {
  if (typeof source !== "object" || source === null) return;
  for (const [key, value] of Object.entries(source)) {
    const inside: unknown = Reflect.get(target, key);
    const isDeep = typeof inside === "object" || typeof inside === "function";
    if (isDeep && inside !== null) merge(inside, value);
    else Reflect.set(target, key, value);
  }
}
