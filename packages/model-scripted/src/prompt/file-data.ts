/** The content of a file of a prompt, or where it is. */
export type FileData = FileBytes | FileUrl | FileReference | FileText;

/** A file whose content is here. */
export interface FileBytes {
  /** What kind of data it is. */
  readonly type: "data";
  /** The bytes, or the bytes in base64. */
  readonly data: Uint8Array | string;
}

/** A file at an address. */
export interface FileUrl {
  /** What kind of data it is. */
  readonly type: "url";
  /** The address. */
  readonly url: URL;
}

/** A file that providers hold. */
export interface FileReference {
  /** What kind of data it is. */
  readonly type: "reference";
  /** The id of the file, by provider. */
  readonly reference: { readonly [provider: string]: string };
}

/** A file that is text. */
export interface FileText {
  /** What kind of data it is. */
  readonly type: "text";
  /** The text. */
  readonly text: string;
}
