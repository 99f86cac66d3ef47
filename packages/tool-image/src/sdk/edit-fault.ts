import type { ImageModelObject } from "./find-model.ts";

/**
 * @param model - a model
 * @param hasMask - whether a mask is given
 * @returns why it cannot change images, for the model that asked; null: it can, or does not say
 */
export async function editFault(model: ImageModelObject, hasMask: boolean): Promise<string | null> {
  const can = model as {
    readonly supportsFileInputs?: unknown;
    readonly supportsMaskInputs?: unknown;
  };
  if ((await can.supportsFileInputs) === false) {
    return "This image model cannot change images. Make a new one, and describe it in full.";
  }
  if (hasMask && (await can.supportsMaskInputs) === false) {
    return "This image model takes no mask. Leave it out, and say in the prompt what is to change.";
  }
  return null;
}
