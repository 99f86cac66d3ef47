import type { JsonObject, JsonValue } from "../prompt/json.ts";

/** What a provider adds to a part, by provider and name. It comes back as provider options. */
export type ProviderMetadata = { [provider: string]: JsonObject };

/** What to say of a text, a reasoning or a file beside its content. */
export interface PartOptions {
  /** What the provider adds to the part; over HTTP it is not sent. Absent: nothing. */
  readonly providerMetadata?: ProviderMetadata;
}

/** What to say of reasoning beside its text. */
export interface ReasoningOptions extends PartOptions {
  /**
   * The seal that the provider wants back with the reasoning. In process it is the metadata `scripted.signature`, over
   * HTTP the item's `encrypted_content`. Absent: none.
   */
  readonly signature?: string;
}

/** The model writes text. */
export interface ScriptedText {
  /** What the model does. */
  readonly type: "text";
  /** The text. */
  readonly text: string;
  /** What the provider adds to it. */
  readonly providerMetadata?: ProviderMetadata;
}

/** The model thinks. */
export interface ScriptedReasoning {
  /** What the model does. */
  readonly type: "reasoning";
  /** The thoughts. */
  readonly text: string;
  /** The seal that the provider wants back. */
  readonly signature?: string;
  /** What the provider adds to it. */
  readonly providerMetadata?: ProviderMetadata;
}

/** The model makes a file. */
export interface ScriptedFile {
  /** What the model does. */
  readonly type: "file";
  /** The media type. */
  readonly mediaType: string;
  /** The bytes, or the bytes in base64. */
  readonly data: Uint8Array | string;
  /** What the provider adds to it. */
  readonly providerMetadata?: ProviderMetadata;
}

/** The model names a page that its answer rests on. */
export interface ScriptedSource {
  /** What the model does. */
  readonly type: "source";
  /** The address of the page. */
  readonly url: string;
  /** The title of the page; absent: it has none. */
  readonly title?: string;
}

/** The provider sends a part of a type that nobody knows yet. */
export interface ScriptedUnknown {
  /** What the model does. */
  readonly type: "unknown";
  /** The part. */
  readonly value: UnknownPart;
}

/** A part of a type that nobody knows yet. */
export interface UnknownPart {
  /** The type. */
  readonly type: string;
  /** Anything else. */
  readonly [key: string]: JsonValue;
}

/**
 * @param content - the text, which is streamed in pieces
 * @param options - what to say beside it
 * @returns a part in which the model writes text
 */
export function text(content: string, options: PartOptions = {}): ScriptedText {
  return { type: "text", text: content, ...options };
}

/**
 * @param content - the thoughts, which are streamed in pieces
 * @param options - what to say beside them
 * @returns a part in which the model thinks
 */
export function reasoning(content: string, options: ReasoningOptions = {}): ScriptedReasoning {
  return { type: "reasoning", text: content, ...options };
}

/**
 * @param mediaType - the media type of the file
 * @param data - the bytes, or the bytes in base64
 * @param options - what to say beside it
 * @returns a part in which the model makes a file; over HTTP only the Responses API can tell it, and only of images
 */
export function file(
  mediaType: string,
  data: Uint8Array | string,
  options: PartOptions = {},
): ScriptedFile {
  return { type: "file", mediaType, data, ...options };
}

/**
 * @param url - the address of the page
 * @param title - its title; absent: it has none
 * @returns a part in which the model names a page that its answer rests on
 */
export function source(url: string, title?: string): ScriptedSource {
  return { type: "source", url, ...(title === undefined ? {} : { title }) };
}

/**
 * @param value - the part, with a type that is not in the specification
 * @returns a part which the provider sends as it is; over HTTP as an event of that type or a field of that name
 */
export function unknownPart(value: UnknownPart): ScriptedUnknown {
  return { type: "unknown", value };
}
