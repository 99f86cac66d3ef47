import type { JsonObject, NewToolFile, ToolResult } from "@inhouse/contracts";
import type { ImageScript, ScriptedImageModelOptions } from "@inhouse/model-scripted/image";
import { scriptedImageModel } from "@inhouse/model-scripted/image";
import type { ToolThread } from "@inhouse/tool-conformance";
import { ToolTrial } from "@inhouse/tool-conformance";
import { textToImage } from "../text-to-image.ts";
import type { TextToImageOptions } from "../text-to-image-options.ts";

/** A tool on a model that follows a script, with a thread to call it on. */
export interface Studio {
  readonly painter: ReturnType<typeof scriptedImageModel>;
  readonly thread: ToolThread;
  ask(input: JsonObject): Promise<ToolResult>;
}

/** Opens a studio; the painter draws unless a script says otherwise. */
export async function studio(
  script?: ImageScript,
  options: Partial<TextToImageOptions> = {},
  model: ScriptedImageModelOptions = {},
): Promise<Studio> {
  const painter = scriptedImageModel(script, model);
  const tool = textToImage({ model: painter, maxRetries: 0, ...options });
  const trial = await ToolTrial.start({ create: () => tool, works: { input: {} } });
  const thread = trial.thread();
  return {
    painter,
    thread,
    async ask(input) {
      const { result, text } = await thread.call({ input: { size: "32x32", ...input } });
      if (result === undefined) throw new Error(`The tool threw: ${text}`);
      return result;
    },
  };
}

/** @returns the files that the tool made on a thread */
export const madeFiles = ({ files }: ToolThread): readonly NewToolFile[] => [
  ...files.made.values(),
];
