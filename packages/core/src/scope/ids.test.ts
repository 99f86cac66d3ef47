import { suffixOfUuid, uuidOfSuffix } from "@inhouse/contracts";
import { SeededRandom } from "@inhouse/testing";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createIdSource } from "./ids.ts";

const uuids = fc.uint8Array({ minLength: 16, maxLength: 16 });

describe("the suffix of an id", () => {
  it("is a UUID in 24 letters and digits, and turns back into it", () => {
    fc.assert(
      fc.property(uuids, (uuid) => {
        const suffix = suffixOfUuid(uuid);
        expect(suffix).toMatch(/^[A-Za-z0-9]{24}$/);
        expect(uuidOfSuffix(suffix)).toEqual(uuid);
      }),
    );
  });

  it.each(["", "abc", "z".repeat(24), "f".repeat(24), "-".repeat(24), "0".repeat(25)])(
    "is none in '%s'",
    (suffix) => {
      expect(uuidOfSuffix(suffix)).toBeUndefined();
    },
  );
});

describe("an id source", () => {
  it("makes ids that are random UUIDs of version 4, each only once", () => {
    const newId = createIdSource(new SeededRandom(1));
    const ids = Array.from({ length: 1_000 }, () => newId("thread"));
    expect(new Set(ids).size).toBe(1_000);
    for (const id of ids) {
      expect(id).toMatch(/^thread_[A-Za-z0-9]{24}$/);
      const uuid = uuidOfSuffix(id.slice("thread_".length)) ?? new Uint8Array(16);
      expect((uuid[6] ?? 0) >> 4).toBe(4);
      expect((uuid[8] ?? 0) >> 6).toBe(2);
    }
  });

  it("makes the same ids of the same randomness", () => {
    const [one, other] = [createIdSource(new SeededRandom(7)), createIdSource(new SeededRandom(7))];
    expect(one("run")).toBe(other("run"));
  });
});
