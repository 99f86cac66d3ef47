export type {
  ImageCallOptions,
  ImageInputFile,
  ImageMetadata,
  ImageModelResult,
  ImageModelUsage,
  ImageResponse,
  ImageWarning,
  RevisedImage,
} from "./image/image-call.ts";
export type {
  DrawingDetails,
  ImageScript,
  ImageTurn,
  ImageTurnFunction,
  ImageTurnPart,
  ScriptedDrawing,
  ScriptedImages,
} from "./image/image-turn.ts";
export { drawing, images, moderation, noImages } from "./image/image-turn.ts";
export type {
  RecordedImageCall,
  ScriptedImageModel,
  ScriptedImageModelOptions,
} from "./image/scripted-image-model.ts";
export { scriptedImageModel } from "./image/scripted-image-model.ts";
