export type { TextToImageLimits } from "./limits.ts";
export type {
  ImageModelLookup,
  ImageModelObject,
  ImageModelRequest,
} from "./sdk/find-model.ts";
export { textToImage } from "./text-to-image.ts";
export type { ImageStyle, TextToImageOptions } from "./text-to-image-options.ts";
