import type { ImageModel } from "ai";
import { scriptedImageModel } from "./image.ts";

export const model: ImageModel = scriptedImageModel();
