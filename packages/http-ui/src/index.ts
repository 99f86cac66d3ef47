export type { ToolProgress, UICallMade, UIMessageMetadata, UIUsage } from "./chunks/ui-chunk.ts";
export { createUIFetch } from "./handler/create-ui-fetch.ts";
export type { ChatContext, UIFetchOptions } from "./handler/ui-options.ts";
export type { Transcript } from "./transcript/read-transcript.ts";
export type {
  UIApproval,
  UIFilePart,
  UIMessage,
  UIPart,
  UIReasoningPart,
  UISourceDocumentPart,
  UISourceUrlPart,
  UIStepPart,
  UITextPart,
  UIToolPart,
  UIToolState,
} from "./transcript/ui-message.ts";
