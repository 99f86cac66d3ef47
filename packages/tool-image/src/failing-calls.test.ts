import { drop, fail } from "@inhouse/model-scripted";
import { drawing, moderation, noImages } from "@inhouse/model-scripted/image";
import { describe, expect, it } from "vitest";
import { madeFiles, studio } from "./test-support/studio.ts";

describe("more images than one call of the provider makes", () => {
  it("are made by several, with other seeds", async () => {
    const { ask, painter, thread } = await studio(undefined, {}, { maxImagesPerCall: 2 });
    await ask({ prompt: "a fox", count: 3, seed: 1 });
    expect(painter.calls.map(({ options }) => [options.n, options.seed])).toEqual([
      [2, 1],
      [1, 3],
    ]);
    const hex = madeFiles(thread).map(({ bytes }) => Buffer.from(bytes).toString("hex"));
    expect(new Set(hex).size).toBe(3);
  });

  it("are not lost when one of the calls fails", async () => {
    const { ask, thread } = await studio([drawing(), moderation()], {}, { maxImagesPerCall: 1 });
    const { output, isError } = await ask({ prompt: "a fox", count: 2 });
    expect(isError).toBeUndefined();
    expect(thread.files.made.size).toBe(1);
    expect(output).toContain("Made 1 of 2 images");
    expect(output).toContain("The image model refuses to make this image");
  });
});

describe("a call that fails", () => {
  it.each([
    [
      moderation(),
      "The image model refuses to make this image: Your request was rejected by the safety system. Change the prompt, or tell the user.",
    ],
    [
      noImages(),
      "The image model answered without an image. It may have filtered it out: change the prompt, or tell the user.",
    ],
    [
      fail({ status: 401, message: "Incorrect API key provided: sk-proj-1234567890" }),
      "The image model cannot be used (status 401). Trying again does not help: tell the user.",
    ],
    [
      fail({ status: 429, message: "Limit of org-12 reached" }),
      "The image model is asked too often, or its quota is used up: Limit of org-12 reached. Try again later.",
    ],
    [
      fail({
        status: 400,
        message: "Size 32x32 is not supported by https://api.example.com/v1?key=1",
      }),
      "The image model refused the request (status 400): Size 32x32 is not supported by [address] Change what is asked for.".replace(
        "[address] ",
        "[address]. ",
      ),
    ],
    [
      fail({ status: 503, message: "Overloaded" }),
      "The image model failed (status 503): Overloaded. Trying again may help.",
    ],
    [
      drop(),
      "The image model failed: The connection to the provider broke. Trying again may help.",
    ],
  ])("tells the model why, and what helps (%#)", async (turn, output) => {
    const { ask } = await studio([turn]);
    expect(await ask({ prompt: "a fox" })).toEqual({ output, isError: true });
  });

  it("is tried again by the AI SDK where that may help", async () => {
    const { ask, painter } = await studio([fail({ status: 503, retryAfterMs: 1 }), drawing()], {
      maxRetries: 1,
    });
    expect((await ask({ prompt: "a fox" })).isError).toBeUndefined();
    expect(painter.calls.map(({ outcome }) => outcome)).toEqual(["failed", "answered"]);
  });

  it("does not say what went wrong when the model was looked up", async () => {
    for (const model of [
      () => Promise.reject(new Error("postgres://user:secret@db")),
      () => "gpt-image-1" as never,
    ]) {
      const { ask } = await studio(undefined, { model });
      const { output, isError } = await ask({ prompt: "a fox" });
      expect(isError).toBe(true);
      expect(output).toBe(
        "There is no image model for this assistant. Tell the user that no images can be made.",
      );
    }
  });
});
