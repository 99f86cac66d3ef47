import { describe, expect, it } from "vitest";
import { defaultHttpLimits } from "../options/http-settings.ts";
import { readForm } from "./read-form.ts";

const limits = { ...defaultHttpLimits, uploadBytes: 1_000 };

function upload(bytes: number): Request {
  const body = new FormData();
  body.set("purpose", "assistants");
  body.set("file", new File(["a".repeat(bytes)], "a.txt", { type: "text/plain" }));
  return new Request("http://local/", { method: "POST", body });
}

describe("a multipart body", () => {
  it("is read with its fields and files", async () => {
    const form = await readForm(upload(3), limits);
    expect(form.get("purpose")).toBe("assistants");
    const file = form.get("file") as File;
    expect([file.name, file.type, await file.text()]).toEqual(["a.txt", "text/plain", "aaa"]);
  });

  it("is refused when it is longer than the limit, with or without a length in its header", async () => {
    const refused = { fault: { status: 413, code: "body_too_large" } };
    await expect(readForm(upload(2_000), limits)).rejects.toMatchObject(refused);
    const { headers, body } = upload(2_000);
    const announced = new Headers(headers);
    announced.set("content-length", "2200");
    const init = { method: "POST", body, headers: announced, duplex: "half" } as RequestInit;
    await expect(readForm(new Request("http://local/", init), limits)).rejects.toMatchObject(
      refused,
    );
  });

  it.each([
    ["application/json", "{}", 415],
    ["multipart/form-data; boundary=x", "--y\r\n", 400],
    ["multipart/form-data", "--x--", 415],
    ["multipart/form-data; charset=utf-8", "--x--", 400],
  ])("is refused when it is %s: %s", async (type, body, status) => {
    const headers = { "content-type": type };
    const request = new Request("http://local/", { method: "POST", body, headers });
    await expect(readForm(request, limits)).rejects.toMatchObject({ fault: { status } });
  });
});
