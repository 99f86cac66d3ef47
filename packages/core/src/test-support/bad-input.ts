import assert from "node:assert/strict";
import { InhouseError, InvalidInputError } from "@inhouse/contracts";
import { scriptedModel } from "@inhouse/model-scripted";
import type { Runtime } from "../runtime/apis.ts";
import { createRuntime } from "../runtime/create-runtime.ts";
import type { WatchedStorage } from "./watched-storage.ts";
import { watchedStorage } from "./watched-storage.ts";
import type { Population } from "./world.ts";
import { adapterTool, populate, waitingTurn } from "./world.ts";

/** What bad calls are made against. */
export interface BadInputWorld extends Population {
  readonly inhouse: Runtime;
  readonly storage: WatchedStorage;
  /** The ids of another tenant. */
  readonly foreign: Population;
}

/** A call that must be refused, and the whole message of the error. `$name` in it stands for the world's id of that name. */
export type BadCall = readonly [call: (world: BadInputWorld) => Promise<unknown>, message: string];

export async function badInputWorld(): Promise<BadInputWorld> {
  const storage = watchedStorage();
  const inhouse = createRuntime({
    models: { demo: scriptedModel([waitingTurn, waitingTurn]) },
    storage,
    tools: [adapterTool("code_interpreter")],
    settings: { fileBytes: 1_000 },
  });
  const own = await populate(inhouse);
  const foreign = await populate(inhouse.forTenant("other"));
  return { ...own, inhouse, storage, foreign };
}

/** Makes the call, and expects that it is refused with this message, and that nothing is stored. */
export async function expectRefusal(
  world: BadInputWorld,
  [call, message]: BadCall,
): Promise<InhouseError> {
  const before = world.storage.dump();
  const error: unknown = await call(world).then(
    () => "nothing was refused",
    (refusal: unknown) => refusal,
  );
  if (!(error instanceof InhouseError))
    throw new Error("Not refused as it should be", { cause: error });
  const expected = message.replace(/\$(foreign\.)?(\w+)/g, (_, isForeign, name) =>
    String((isForeign ? world.foreign : world)[name as "runId"]),
  );
  assert.equal(error.message, expected);
  assert.ok(error.message.length < 500);
  if (error instanceof InvalidInputError) {
    assert.ok(error.message.startsWith(error.param === "" ? "The input" : `'${error.param}'`));
  }
  assert.equal(world.storage.dump(), before);
  return error;
}

/** @returns input that the types forbid */
export function bad(value: unknown): never {
  return value as never;
}
