import { expect, test } from "vitest";
import { toCoreId, toWireId, toWireIds } from "./wire-id.ts";

const uuid = "3f2b8c1e-0d4a-4e6f-9a7b-5c6d7e8f9012";

test.each(["asst", "thread", "message", "run", "step", "file"])("a %s has a UUID", (prefix) => {
  const id = toCoreId(`${prefix}_${uuid}`);
  expect(id).toMatch(/^[a-z]+_[A-Za-z0-9]{24}$/);
  expect(toWireId(id)).toBe(`${prefix}_${uuid}`);
  expect(toCoreId(id)).toBe(id);
});

test("a message goes by the library's prefix behind the edge", () => {
  expect(toCoreId(`message_${uuid}`)).toMatch(/^msg_/);
});

test("a UUID in capitals is the same UUID", () => {
  expect(toCoreId(`run_${uuid.toUpperCase()}`)).toBe(toCoreId(`run_${uuid}`));
});

test("the smallest and the largest UUID come back whole", () => {
  for (const edge of [uuid.replace(/\w/g, "0"), uuid.replace(/\w/g, "f")]) {
    expect(toWireId(toCoreId(`run_${edge}`))).toBe(`run_${edge}`);
  }
});

test.each([
  ["a suffix above the largest UUID", `run_${"f".repeat(24)}`],
  ["other letters", `run_${"z".repeat(24)}`],
  ["another length", "run_AAAA"],
  ["another kind of object", `call_${"A".repeat(24)}`],
  ["no prefix", uuid],
  ["nothing", ""],
])("an id with %s stays as it is", (_, id) => {
  expect(toWireId(id)).toBe(id);
  expect(toCoreId(id)).toBe(id);
});

test("ids inside a text are those that clients see", () => {
  const id = toCoreId(`run_${uuid}`);
  expect(toWireIds(`No run found with id '${id}'.`)).toBe(`No run found with id 'run_${uuid}'.`);
});
