import { InvalidInputError, NotFoundError } from "@inhouse/contracts";
import { describe, expect, it } from "vitest";
import { testRuntime } from "../test-support/world.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("a file", () => {
  it("is made of a string, as UTF-8", async () => {
    const { inhouse } = testRuntime([]);
    const file = await inhouse.files.create({ filename: "grüße.txt", content: "Grüße" });
    expect(file).toEqual({
      id: expect.stringMatching(/^file_[A-Za-z0-9]{24}$/),
      createdAt: expect.any(Number),
      filename: "grüße.txt",
      bytes: 7,
      mediaType: "text/plain",
      purpose: "assistants",
      threadId: null,
      metadata: {},
    });
    expect(await inhouse.files.content(file.id)).toEqual(bytesOf("Grüße"));
    expect(await inhouse.files.retrieve(file.id)).toEqual(file);
  });

  it("is made of a view of some bytes, of all bytes, or of none", async () => {
    const { inhouse } = testRuntime([]);
    const { buffer } = Uint8Array.from([0, 1, 2, 3]);
    const view = await inhouse.files.create({
      filename: "a",
      content: new Uint8Array(buffer, 1, 2),
    });
    expect(await inhouse.files.content(view.id)).toEqual(Uint8Array.from([1, 2]));
    const whole = await inhouse.files.create({ filename: "a", content: buffer });
    expect(await inhouse.files.content(whole.id)).toEqual(Uint8Array.from([0, 1, 2, 3]));
    const empty = await inhouse.files.create({ filename: "a", content: "" });
    expect(await inhouse.files.content(empty.id)).toEqual(new Uint8Array());
  });

  it.each([
    ["a.csv", "text/csv"],
    ["a.PNG", "image/png"],
    ["a.json", "application/json"],
    ["README", "application/octet-stream"],
    ["a.unheard-of", "application/octet-stream"],
  ])("called %s has the media type %s", async (filename, mediaType) => {
    const { inhouse } = testRuntime([]);
    expect(await inhouse.files.create({ filename, content: "" })).toMatchObject({ mediaType });
  });

  it("keeps what is said of it, and none of the folders in its name", async () => {
    const { inhouse } = testRuntime([]);
    const given = {
      mediaType: "text/csv; charset=utf-8",
      purpose: "vision",
      metadata: { a: "1" },
    } as const;
    const file = await inhouse.files.create({ filename: "../secret/a.txt", content: "", ...given });
    expect(file).toMatchObject({ ...given, filename: "a.txt" });
  });

  it("does not change with the bytes that were given or handed out", async () => {
    const { inhouse } = testRuntime([]);
    const given = bytesOf("abc");
    const { id } = await inhouse.files.create({ filename: "a", content: given });
    given.fill(0);
    const out = await inhouse.files.content(id);
    out.fill(0);
    expect(await inhouse.files.content(id)).toEqual(bytesOf("abc"));
  });

  it("is gone with its bytes after it was deleted", async () => {
    const { inhouse, storage } = testRuntime([]);
    const before = storage.dump();
    const { id } = await inhouse.files.create({ filename: "a", content: "a" });
    await inhouse.files.delete(id);
    expect(storage.dump()).toBe(before);
    await expect(inhouse.files.content(id)).rejects.toThrow(NotFoundError);
    await expect(inhouse.files.delete(id)).rejects.toThrow(NotFoundError);
  });

  it("leaves no bytes behind when its record cannot be stored", async () => {
    const { inhouse, storage } = testRuntime([]);
    const before = storage.dump();
    storage.failNext("file", new Error("The disk is full"));
    await expect(inhouse.files.create({ filename: "a", content: "a" })).rejects.toThrow(
      "The disk is full",
    );
    expect(storage.dump()).toBe(before);
  });

  it("may be exactly as large as the runtime allows", async () => {
    const { inhouse } = testRuntime([], { settings: { fileBytes: 4 } });
    await expect(inhouse.files.create({ filename: "a", content: "éé" })).resolves.toMatchObject({
      bytes: 4,
    });
    await expect(inhouse.files.create({ filename: "a", content: "ééa" })).rejects.toThrow(
      InvalidInputError,
    );
  });
});
