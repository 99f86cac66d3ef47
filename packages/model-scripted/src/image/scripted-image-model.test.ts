import { inflateSync } from "node:zlib";
import { APICallError, generateImage, NoImageGeneratedError } from "ai";
import { expect, test } from "vitest";
import { drawing, images, moderation, noImages, scriptedImageModel } from "../image.ts";
import { fail, hang } from "../index.ts";

/** What stands in a PNG file that keeps to the specification as far as this package needs it. */
function readPng(bytes: Uint8Array): { width: number; height: number; pixels: Uint8Array } {
  const file = Buffer.from(bytes);
  expect(file.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < file.length; at += file.readUInt32BE(at) + 12) {
    const length = file.readUInt32BE(at);
    chunks.set(file.toString("latin1", at + 4, at + 8), file.subarray(at + 8, at + 8 + length));
  }
  expect([...chunks.keys()]).toEqual(["IHDR", "PLTE", "IDAT", "IEND"]);
  const header = chunks.get("IHDR") ?? Buffer.alloc(0);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const lines = inflateSync(chunks.get("IDAT") ?? Buffer.alloc(0));
  expect(lines.length).toBe(height * (width + 1));
  return { width, height, pixels: new Uint8Array(lines) };
}

const draw = async (
  prompt: string,
  more: Partial<Parameters<typeof generateImage>[0]> = {},
): Promise<readonly Uint8Array[]> => {
  const model = scriptedImageModel();
  const result = await generateImage({ model, prompt, size: "96x64", ...more });
  return result.images.map((image) => image.uint8Array);
};

test("what is drawn is a PNG file of the size that was asked for, in more than a few colors", async () => {
  const [image = new Uint8Array()] = await draw("a red fox");
  const { width, height, pixels } = readPng(image);
  expect([width, height]).toEqual([96, 64]);
  expect(new Set(pixels).size).toBeGreaterThan(4);
});

test("equal calls draw equal pictures, and all else draws another one", async () => {
  const [fox = new Uint8Array()] = await draw("a fox");
  const png = { prompt: { text: "a fox", images: [fox] } };
  const drawn = await Promise.all([
    draw("a fox"),
    draw("a fox", { n: 3 }),
    draw("a hen"),
    draw("a fox", { seed: 7 }),
    draw("", png),
    draw("", { prompt: { ...png.prompt, mask: fox } }),
  ]);
  const hex = drawn.flat().map((bytes) => Buffer.from(bytes).toString("hex"));
  expect(hex[0]).toBe(Buffer.from(fox).toString("hex"));
  expect(hex[1]).toBe(hex[0]);
  expect(new Set(hex).size).toBe(hex.length - 1);
});

test("an aspect ratio gives the shape, and what cannot be drawn is refused as a provider would", async () => {
  const model = scriptedImageModel();
  const wide = await generateImage({ model, prompt: "a road", aspectRatio: "16:9" });
  const { width, height } = readPng(wide.image.uint8Array);
  expect(width / height).toBeCloseTo(16 / 9, 1);
  const huge = generateImage({ model, prompt: "a road", size: "99999x1", maxRetries: 0 });
  await expect(huge).rejects.toSatisfy((error) => APICallError.isInstance(error));
});

test("a script refuses, fails, answers with nothing or with anything, and says what it costs", async () => {
  const model = scriptedImageModel([
    moderation(),
    fail({ status: 500, retryable: false }),
    noImages(),
    images([Uint8Array.of(1, 2, 3)]),
    drawing({ revisedPrompt: "A fox, in oil", warnings: ["The seed was not used."] }),
  ]);
  const call = (): ReturnType<typeof generateImage> => generateImage({ model, prompt: "a fox" });
  await expect(call()).rejects.toMatchObject({
    statusCode: 400,
    data: { error: { code: "moderation_blocked" } },
  });
  await expect(call()).rejects.toMatchObject({ statusCode: 500 });
  await expect(call()).rejects.toSatisfy((error) => NoImageGeneratedError.isInstance(error));
  expect((await call()).image.uint8Array).toEqual(Uint8Array.of(1, 2, 3));
  const drawn = await call();
  expect(drawn.providerMetadata.scripted?.images).toEqual([{ revisedPrompt: "A fox, in oil" }]);
  expect(drawn.warnings).toEqual([{ type: "other", message: "The seed was not used." }]);
  expect(drawn.usage).toEqual({ inputTokens: 2, outputTokens: 1_000, totalTokens: 1_002 });
  expect(model.unconsumed()).toBe(0);
  await expect(call()).rejects.toThrow("all are played");
});

test("a silent model ends when the caller aborts, and the call says how it went", async () => {
  const model = scriptedImageModel([hang()]);
  const aborter = new AbortController();
  const call = generateImage({ model, prompt: "a fox", abortSignal: aborter.signal });
  await Promise.resolve();
  aborter.abort(new Error("enough"));
  await expect(call).rejects.toThrow("enough");
  expect(model.calls.map(({ outcome, options }) => [outcome, options.prompt])).toEqual([
    ["aborted", "a fox"],
  ]);
});
