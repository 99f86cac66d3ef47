import type { JsonObject } from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import { drawing, images, scriptedImageModel } from "@inhouse/model-scripted/image";
import { describe, expect, it } from "vitest";
import { imageKind } from "./files/image-kind.ts";
import { madeFiles, studio } from "./test-support/studio.ts";
import { textToImage } from "./text-to-image.ts";

describe("an image that is made", () => {
  it("is a file of the thread, shown to people, and named to the model", async () => {
    const { ask, thread, painter } = await studio();
    const result = await ask({ prompt: "A red Fox, at night!", count: 2, seed: 5 });
    const ids = [...thread.files.made.keys()];
    expect(madeFiles(thread).map(({ filename }) => filename)).toEqual([
      "a-red-fox-at-night-1.png",
      "a-red-fox-at-night-2.png",
    ]);
    expect(madeFiles(thread).map(({ bytes }) => imageKind(bytes))).toEqual(
      [1, 2].map(() => ({ mediaType: "image/png", extension: "png", width: 32, height: 32 })),
    );
    expect(result.output).toBe(
      `Made 2 images, which the user sees:
- ${ids[0]}: a-red-fox-at-night-1.png, 32x32 pixels
- ${ids[1]}: a-red-fox-at-night-2.png, 32x32 pixels`,
    );
    expect(result.outputs?.slice(0, 2)).toEqual(ids.map((fileId) => ({ type: "image", fileId })));
    expect(result.outputs?.[2]).toMatchObject({
      type: "data",
      data: {
        model: "scripted-image",
        requested: 2,
        usage: { inputTokens: 5, outputTokens: 2_000, totalTokens: 2_005 },
      },
    });
    expect(result.imageFileIds).toBeUndefined();
    expect(painter.calls[0]?.options).toMatchObject({ n: 2, size: "32x32", seed: 5 });
  });

  it("is looked at by the model if the application wants it", async () => {
    const { ask, thread } = await studio(undefined, { showModel: true });
    const { imageFileIds } = await ask({ prompt: "狐狸" });
    expect(imageFileIds).toEqual([...thread.files.made.keys()]);
    expect(madeFiles(thread)[0]?.filename).toBe("image-1.png");
  });

  it("comes with how the prompt was understood, and with what could not be done", async () => {
    const revised = { revisedPrompt: "A fox, in oil", warnings: ["The seed was not used."] };
    const { ask } = await studio([drawing(revised)]);
    const { output, outputs } = await ask({ prompt: "a fox", count: 2 });
    expect(output).toContain("The prompt was understood as: A fox, in oil");
    expect(output).toContain("Note: The seed was not used.");
    expect(outputs?.at(-1)).toMatchObject({ data: { warnings: ["The seed was not used."] } });
  });

  it("is told by its own bytes, and is not kept if it is none, or too large", async () => {
    const jpeg = Uint8Array.from(
      Buffer.from("/9j/4AAQSkZJRgABAQAAAQABAAD/wAALCAAQACABAREA/9k=", "base64"),
    );
    const svg = new TextEncoder().encode('<svg width="1" height="1" onload="alert(1)"/>');
    const { ask, thread } = await studio([images([jpeg, svg, new Uint8Array(9_000)])]);
    const { output, isError } = await ask({ prompt: "three", count: 3 });
    expect(isError).toBeUndefined();
    expect(madeFiles(thread).map(({ filename, mediaType }) => [filename, mediaType])).toEqual([
      ["three-1.jpg", "image/jpeg"],
    ]);
    expect(output).toContain("Made 1 of 3 images");
    expect(output).toContain("Image 2 was not kept: it is no PNG, JPEG, WebP or GIF file.");
    const small = await studio([drawing()], { limits: { imageBytes: 50 } });
    const refused = await small.ask({ prompt: "a fox" });
    expect(refused).toEqual({
      isError: true,
      output: "Image 1 was not kept: it is larger than 50 bytes.",
    });
  });
});

describe("an image that is changed", () => {
  const png = { filename: "house.png", mediaType: "image/png" };

  it("is found by id, by name, or as the last, and goes to the provider with the mask", async () => {
    const { ask, painter, thread } = await studio();
    await ask({ prompt: "a house" });
    const [bytes] = madeFiles(thread).map((file) => file.bytes);
    if (bytes === undefined) throw new Error("There is no image.");
    const { id } = thread.files.add({ ...png, bytes });
    const mask = thread.files.add({ ...png, filename: "mask.png", bytes }).id;
    for (const name of [id, "house.png"]) {
      await ask({ prompt: "now at night", images: [name], mask });
      const { files, mask: sent } = painter.calls.at(-1)?.options ?? {};
      expect(files?.map(({ data }) => data)).toEqual([bytes]);
      expect(sent?.data).toEqual(bytes);
    }
    const newest = madeFiles(thread).at(-1)?.bytes;
    await ask({ prompt: "now in snow", images: ["last"] });
    expect(painter.calls.at(-1)?.options.files?.map(({ data }) => data)).toEqual([newest]);
  });

  it("must be an image of the conversation, and small enough", async () => {
    const limits = { inputImageBytes: 1_000 };
    const { ask, thread, painter } = await studio(undefined, { limits });
    const none = await ask({ prompt: "night", images: ["file_9"] });
    expect(none.output).toContain("the conversation has no image yet");
    const fake = thread.files.add({ ...png, bytes: new Uint8Array(9) }).id;
    const large = thread.files.add({ ...png, bytes: new Uint8Array(2_000) }).id;
    for (const name of [fake, large]) {
      const { output, isError } = await ask({ prompt: "night", images: [name] });
      expect(isError).toBe(true);
      expect(output).toContain("must be a PNG, JPEG, WebP or GIF image of at most 1000 bytes");
    }
    const other = await ask({ prompt: "night", images: ["file_9"] });
    expect(other.output).toContain(`${fake} (house.png), ${large} (house.png)`);
    expect(painter.calls).toEqual([]);
  });

  it("is refused where the model cannot, and not offered where the application knows", async () => {
    const blind = { supportsFileInputs: false };
    const asked = await studio(undefined, {}, blind);
    expect((await asked.ask({ prompt: "x", images: ["last"] })).isError).toBe(true);
    const model = (): ReturnType<typeof scriptedImageModel> => scriptedImageModel(undefined, blind);
    const found = await studio(undefined, { model });
    const { output } = await found.ask({ prompt: "x", images: ["last"] });
    expect(output).toContain("This image model cannot change images.");
    const properties = (tool: ReturnType<typeof textToImage>): JsonObject =>
      tool.functions({ type: "text_to_image" })[0]?.parameters.properties as JsonObject;
    expect(properties(textToImage({ model: model() }))).not.toHaveProperty("images");
    expect(properties(textToImage({ model }))).toHaveProperty("images");
    expect(properties(textToImage({ model, edits: false }))).not.toHaveProperty("images");
    const maskless = await studio(undefined, {}, { supportsMaskInputs: false });
    const masked = await maskless.ask({ prompt: "x", images: ["last"], mask: "last" });
    expect(masked.output).toContain("This image model takes no mask.");
  });
});

describe("what may be asked for", () => {
  it("is what the application lists", async () => {
    const { ask, painter } = await studio(undefined, {
      sizes: ["32x32", "64x32"],
      styles: {
        vivid: { providerOptions: { openai: { style: "vivid" } } },
        oil: { prompt: "An oil painting." },
      },
      providerOptions: { openai: { quality: "low" } },
    });
    await ask({ prompt: "a fox", style: "vivid" });
    await ask({ prompt: "a fox", style: "oil", size: "64x32" });
    expect(painter.calls.map(({ options }) => [options.prompt, options.providerOptions])).toEqual([
      ["a fox", { openai: { quality: "low", style: "vivid" } }],
      ["a fox\n\nAn oil painting.", { openai: { quality: "low" } }],
    ]);
    for (const wrong of [{ size: "99x99" }, { style: "toString" }, { aspect_ratio: "0:1" }]) {
      expect((await ask({ prompt: "a fox", ...wrong })).isError).toBe(true);
    }
  });

  it("is anything within bounds otherwise", async () => {
    const { ask, painter } = await studio();
    await ask({ prompt: "a fox", style: "watercolor", size: "" as never, aspect_ratio: "16:9" });
    expect(painter.calls[0]?.options).toMatchObject({
      prompt: "a fox\n\nStyle: watercolor",
      size: undefined,
      aspectRatio: "16:9",
    });
    for (const wrong of [
      { prompt: " " },
      { prompt: "x".repeat(4_001) },
      { count: 5 },
      { count: 1.5 },
      { size: "9999x16" },
      { size: "1024" },
      { seed: -1 },
      { images: ["a", "b", "c", "d", "e"] },
      { mask: "last" },
    ]) {
      const { isError, output } = await ask({ prompt: "a fox", ...wrong });
      expect([isError, output]).toEqual([true, expect.stringMatching(/^'\w+' must be /)]);
    }
    expect(painter.calls).toHaveLength(1);
  });

  it("is less where the assistant's entry says so, with what its author says of the tool", async () => {
    const tool = textToImage({ model: scriptedImageModel() });
    const entry = { type: "text_to_image", maxImages: 1, description: "Only foxes." };
    const [described] = tool.functions(entry);
    expect(described?.description).toMatch(/Only foxes\.$/);
    expect(described?.parameters).toMatchObject({ properties: { count: { maximum: 1 } } });
    for (const wrong of [{ maxImages: 0 }, { maxImages: 9 }, { description: 5 }]) {
      expect(() => tool.functions({ type: "text_to_image", ...wrong })).toThrow(InvalidInputError);
    }
  });

  it.each([
    [{ model: "gpt-image-1" as never }, "model"],
    [{ model: {} as never }, "model"],
    [{ limits: { images: 0 } }, "limits.images"],
    [{ timeoutMs: Number.NaN }, "timeoutMs"],
    [{ maxRetries: -1 }, "maxRetries"],
  ])("the options %j are refused", (options, param) => {
    expect(() => textToImage({ model: scriptedImageModel(), ...options })).toThrow(
      expect.objectContaining({ constructor: InvalidInputError, param }),
    );
  });
});
