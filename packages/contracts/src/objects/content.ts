/** A part of a message. */
export type MessagePart = TextPart | ImageFilePart | ImageUrlPart | FilePart | RefusalPart;

/** Text. */
export interface TextPart {
  /** The tag of this part. */
  readonly type: "text";
  /** The text. */
  readonly text: string;
  /** References from places in the text to files. */
  readonly annotations: readonly Annotation[];
}

/** An image that is a file of this runtime. */
export interface ImageFilePart {
  /** The tag of this part. */
  readonly type: "image_file";
  /** The file's id. */
  readonly fileId: string;
  /** How closely the model should look. */
  readonly detail: ImageDetail;
}

/** An image at a URL that the provider or the AI SDK fetches. */
export interface ImageUrlPart {
  /** The tag of this part. */
  readonly type: "image_url";
  /** An http, https or data URL. */
  readonly url: string;
  /** How closely the model should look. */
  readonly detail: ImageDetail;
}

/** A file of this runtime that is not an image. */
export interface FilePart {
  /** The tag of this part. */
  readonly type: "file";
  /** The file's id. */
  readonly fileId: string;
}

/** The model declined to answer; only in messages of the assistant. */
export interface RefusalPart {
  /** The tag of this part. */
  readonly type: "refusal";
  /** What the model said instead. */
  readonly refusal: string;
}

/** How closely a model looks at an image. */
export type ImageDetail = "auto" | "low" | "high";

/** A reference from a place in a text to a file. */
export type Annotation = FilePathAnnotation | FileCitationAnnotation | UrlCitationAnnotation;

/** The place of an annotation in its text. */
export interface AnnotationSpan {
  /** The exact substring of the text that the reference stands for. */
  readonly text: string;
  /** Where the substring starts, in UTF-16 units. */
  readonly startIndex: number;
  /** Where the substring ends, exclusive, in UTF-16 units. */
  readonly endIndex: number;
}

/** The text names a file that a tool made. */
export interface FilePathAnnotation extends AnnotationSpan {
  /** The tag of this annotation. */
  readonly type: "file_path";
  /** The file's id. */
  readonly fileId: string;
}

/** The text rests on a file. */
export interface FileCitationAnnotation extends AnnotationSpan {
  /** The tag of this annotation. */
  readonly type: "file_citation";
  /** The file's id. */
  readonly fileId: string;
}

/** The text rests on a page of the web. */
export interface UrlCitationAnnotation extends AnnotationSpan {
  /** The tag of this annotation. */
  readonly type: "url_citation";
  /** The page's address. */
  readonly url: string;
  /** The page's title; absent: the provider gave none. */
  readonly title?: string;
}
