import type { Raw } from "../schema/raw.ts";

/** One thing that a service can be asked for. */
export interface Operation {
  /** Its name among those of the plug-in, of `[a-zA-Z0-9_-]`. */
  readonly name: string;
  /** The method, in capitals. */
  readonly method: string;
  /** The path behind the server's, with `{names}` for parameters. */
  readonly path: string;
  /** The server's base URL, without a slash at its end. */
  readonly server: string;
  /** What it does, in a line; `""`: nobody says. */
  readonly summary: string;
  /** What it does, at length; `""`: nobody says. */
  readonly description: string;
  /** The groups that it belongs to. */
  readonly tags: readonly string[];
  /** Its parameters. */
  readonly parameters: readonly OperationParameter[];
  /** Its body; null: it has none. */
  readonly body: OperationBody | null;
}

/** Where a parameter stands in a request. */
export type ParameterPlace = "path" | "query" | "header" | "cookie";

/** One parameter of an operation. */
export interface OperationParameter {
  /** Its name on the wire. */
  readonly name: string;
  /** Its name among the model's arguments, of `[a-zA-Z0-9_.-]`. */
  readonly argument: string;
  /** Where it stands. */
  readonly place: ParameterPlace;
  /** Whether a request without it is none. */
  readonly required: boolean;
  /** What it means. */
  readonly description: string;
  /** Its schema, as the document has it. */
  readonly schema: Raw;
  /** How lists and objects are written. */
  readonly style: string;
  /** Whether each item of a list or an object is written by itself. */
  readonly explode: boolean;
  /** Whether it is written as JSON, whatever its style. */
  readonly isJson: boolean;
  /** Who fills it: the model, or the caller with the entry of the tool or the resources of the run. */
  readonly source: "model" | "caller";
}

/** The body of an operation. */
export interface OperationBody {
  /** The media type that is sent. */
  readonly mediaType: string;
  /** Whether a request without it is none. */
  readonly required: boolean;
  /** What it means. */
  readonly description: string;
  /** Its schema, as the document has it. */
  readonly schema: Raw;
  /** How the fields of a form are written, by name. */
  readonly encoding: Raw;
  /** Its name among the model's arguments. */
  readonly argument: string;
  /** Fields that the caller fills, not the model. */
  readonly callerFields: readonly string[];
}
