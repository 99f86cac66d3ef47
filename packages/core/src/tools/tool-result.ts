import type { ToolCallOutput, ToolResult } from "@inhouse/contracts";
import * as v from "valibot";
import { shortenOutput } from "../context/shorten-output.ts";
import { byType, id, listOf } from "../input/common-schemas.ts";
import { describe } from "../input/describe.ts";
import { fields } from "../input/fields.ts";
import { jsonValue } from "../input/plain-json.ts";
import type { Schema } from "../input/schema.ts";

const maxOutputs = 1_000;
const maxImages = 64;

/**
 * Takes what a tool returned as what it is: a value of somebody else's making, which may be none that can be kept.
 *
 * @param result - what the tool returned
 * @param characters - how much of a text is kept
 * @returns a result that can be stored and sent
 */
export function checkedResult(result: unknown, characters: number): ToolResult {
  const given = (typeof result === "object" && result !== null ? result : {}) as Given;
  if (typeof given.output !== "string") {
    return failure(`its output must be a string, but it is ${describe(given.output)}`);
  }
  const output = shortenOutput(given.output, characters);
  const isError = given.isError === true;
  const outputs = v.safeParse(outputsSchema, given.outputs ?? []);
  if (!outputs.success) return failure("what it shows beside its output cannot be kept", output);
  const images = v.safeParse(imagesSchema, given.imageFileIds ?? []);
  if (!images.success) return failure("its images are no ids of files", output);
  const shown = outputs.output.map((one) =>
    one.type === "logs" ? { ...one, logs: shortenOutput(one.logs, characters) } : one,
  );
  return { output, isError, outputs: shown, imageFileIds: images.output };
}

type Given = { readonly [Key in keyof ToolResult]?: unknown };

function failure(why: string, output = ""): ToolResult {
  const said = output === "" ? "" : ` Its output was: ${output}`;
  return { output: `The tool ran, but ${why}.${said}`, isError: true };
}

const outputsSchema: Schema<ToolCallOutput[]> = listOf(
  byType<ToolCallOutput>({
    logs: fields({ type: v.literal("logs"), logs: v.string() }),
    image: fields({ type: v.literal("image"), fileId: id }),
    file: fields({ type: v.literal("file"), fileId: id }),
    data: fields({ type: v.literal("data"), data: jsonValue }),
  }),
  maxOutputs,
  "outputs",
);
const imagesSchema: Schema<string[]> = listOf(id, maxImages, "images");
