import { describe, expect, it } from "vitest";
import { defaultHttpLimits } from "../options/http-settings.ts";
import { readJson } from "./read-json.ts";

const limits = { ...defaultHttpLimits, jsonBytes: 64, jsonDepth: 3 };

function post(body: string | Uint8Array | ReadableStream, type = "application/json"): Request {
  const init = { method: "POST", body, duplex: "half", headers: { "content-type": type } };
  return new Request("http://local/", init as RequestInit);
}

describe("a JSON body", () => {
  it.each([
    ["application/json", '{"a":[1]}', { a: [1] }],
    ["application/json; charset=utf-8", '""', ""],
    ["application/problem+json", "null", null],
    ["text/plain", "", undefined],
    ["application/json", " \n", undefined],
    ["application/json", '"[[[[{{{{"', "[[[[{{{{"],
    ["application/json", '["\\"[[[[", []]', ['"[[[[', []]],
  ])("of the type %s is read: %s", async (type, body, value) => {
    expect(await readJson(post(body, type), limits)).toEqual(value);
  });

  it.each([
    ["{", 400, "malformed_body", "application/json"],
    ["[[[[]]]]", 400, "malformed_body", "application/json"],
    [new Uint8Array([0x22, 0xff, 0x22]), 400, "malformed_body", "application/json"],
    ["{}", 415, "unsupported_media_type", "text/plain"],
    ["{}", 415, "unsupported_media_type", "application/x-www-form-urlencoded"],
    [JSON.stringify("a".repeat(64)), 413, "body_too_large", "application/json"],
  ])("is refused: %s", async (body, status, code, type) => {
    const refused = { fault: { status, code } };
    await expect(readJson(post(body, type), limits)).rejects.toMatchObject(refused);
  });

  it("is not read beyond the limit", async () => {
    let pulled = 0;
    const endless = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          pulled += 1;
          controller.enqueue(new Uint8Array(16).fill(32));
        },
      },
      { highWaterMark: 0 },
    );
    const refused = { fault: { status: 413 } };
    await expect(readJson(post(endless), limits)).rejects.toMatchObject(refused);
    expect(pulled).toBeLessThan(10);
  });

  it("is not quoted when it cannot be parsed", async () => {
    const message = "We could not parse the JSON body of your request.";
    await expect(readJson(post("sk-secret"), limits)).rejects.toMatchObject({ message });
  });
});
