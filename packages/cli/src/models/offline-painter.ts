import type { ScriptedImageModel } from "@inhouse/model-scripted/image";
import { drawing, moderation, scriptedImageModel } from "@inhouse/model-scripted/image";

/**
 * An image model that needs no key and no network: it draws colored shapes with the prompt below them, and refuses a prompt
 * with the word `forbidden` as a provider's safety system does.
 *
 * @returns the model, for the option `model` of `textToImage`
 */
export function offlinePainter(): ScriptedImageModel {
  return scriptedImageModel(
    ({ prompt = "" }) => (/\bforbidden\b/i.test(prompt) ? moderation() : drawing()),
    { modelId: "painter", provider: "offline", keepCalls: 1 },
  );
}
