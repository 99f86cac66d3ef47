import { fail, hang } from "@inhouse/model-scripted";
import { drawing, moderation, scriptedImageModel } from "@inhouse/model-scripted/image";
import { describeTool } from "@inhouse/tool-conformance/vitest";
import { textToImage } from "./text-to-image.ts";

const key = "sk-proj-abcdefghijklmnop123456";

const warnings = Array.from({ length: 5_000 }, (_, index) => `${index} ${"x".repeat(1_000)}`);

const painter = scriptedImageModel(({ prompt }) => {
  if (prompt === "refuse") return moderation();
  if (prompt === "break") return fail({ status: 400, message: `No access with key ${key}` });
  if (prompt === "flood") return drawing({ warnings, revisedPrompt: "x".repeat(100_000) });
  return prompt === "hang" ? hang() : drawing();
});

const ask = (prompt: string): { readonly input: { readonly prompt: string; size: string } } => ({
  input: { prompt, size: "32x32" },
});

describeTool("textToImage", {
  create: () => textToImage({ model: painter }),
  works: ask("a fox"),
  fails: ask("refuse"),
  lasts: ask("hang"),
  floods: ask("flood"),
  maxCharacters: 20_000,
  makesFiles: ask("a hen"),
  refuses: [{ type: "text_to_image", maxImages: 5 }],
  running: () => painter.calls.filter(({ outcome }) => outcome === "pending").length,
  secrets: [key],
});

describeTool("textToImage with a model that is looked up, and that leaks its key", {
  create: () => textToImage({ model: async () => painter, sizes: ["32x32"], styles: {} }),
  works: ask("a fox"),
  fails: ask("break"),
  secrets: [key],
});
