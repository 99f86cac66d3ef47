import * as v from "valibot";
import { text } from "../input/common-schemas.ts";
import type { Schema } from "../input/schema.ts";

const maxFilename = 4_096;
const maxMediaType = 255;
const mediaTypeForm = "a media type, such as 'text/csv'";

/** The name that a file comes with. */
export const filename: Schema<string> = v.pipe(
  text(maxFilename),
  v.nonEmpty("a name that is not empty"),
);

/** The type of a file's content, parameters included. */
export const mediaType: Schema<string> = v.pipe(
  v.string(mediaTypeForm),
  v.maxLength(maxMediaType, mediaTypeForm),
  v.regex(/^[\w.+-]+\/[\w.+-]+(\s*;[ -~]*)?$/, mediaTypeForm),
);
