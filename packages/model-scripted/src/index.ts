export type { ModelCallOptions, ModelTool } from "./model/call-options.ts";
export type {
  ModelContent,
  ModelFile,
  ModelFileData,
  ModelSource,
  ModelToolCall,
  ModelToolResult,
} from "./model/content-part.ts";
export type {
  ModelFinish,
  ModelFinishReason,
  ModelInputTokens,
  ModelOutputTokens,
  ModelUsage,
} from "./model/finish-part.ts";
export { InvalidPromptError } from "./model/invalid-prompt-error.ts";
export type {
  ProviderErrorBody,
  ProviderErrorDetails,
  ProviderErrorFields,
} from "./model/provider-error.ts";
export { ProviderError } from "./model/provider-error.ts";
export type { CallOutcome, RecordedCall } from "./model/recorded-call.ts";
export type {
  ModelGeneratedPart,
  ModelGeneratedText,
  ModelGenerateResult,
  ModelStreamResult,
} from "./model/results.ts";
export { ScriptExhaustedError } from "./model/script-exhausted-error.ts";
export type { ScriptedModel, ScriptedModelOptions } from "./model/scripted-model.ts";
export { scriptedModel } from "./model/scripted-model.ts";
export type {
  ModelBlockDelta,
  ModelBlockEnd,
  ModelBlockStart,
  ModelErrorPart,
  ModelOutputPart,
  ModelResponseMetadata,
  ModelStreamPart,
  ModelStreamStart,
  ModelToolInputDelta,
  ModelToolInputEnd,
  ModelToolInputStart,
} from "./model/stream-part.ts";
export { checkPrompt } from "./prompt/check-prompt.ts";
export type {
  FileBytes,
  FileData,
  FileReference,
  FileText,
  FileUrl,
} from "./prompt/file-data.ts";
export type { JsonObject, JsonValue } from "./prompt/json.ts";
export type {
  AssistantPromptMessage,
  AssistantPromptPart,
  Prompt,
  PromptFilePart,
  PromptMessage,
  PromptOtherPart,
  PromptProviderOptions,
  PromptReasoningPart,
  PromptTextPart,
  PromptToolCallPart,
  PromptToolResultPart,
  SystemPromptMessage,
  ToolPromptMessage,
  UserPromptMessage,
} from "./prompt/prompt.ts";
export type {
  ToolContentFile,
  ToolContentOther,
  ToolContentOutput,
  ToolContentPart,
  ToolContentText,
  ToolDeniedOutput,
  ToolOutput,
  ToolTextOutput,
  ToolValueOutput,
} from "./prompt/tool-output.ts";
export type {
  PartOptions,
  ProviderMetadata,
  ReasoningOptions,
  ScriptedFile,
  ScriptedReasoning,
  ScriptedSource,
  ScriptedText,
  ScriptedUnknown,
  UnknownPart,
} from "./script/content.ts";
export { file, reasoning, source, text, unknownPart } from "./script/content.ts";
export type {
  FailureDetails,
  ScriptedCut,
  ScriptedErrorPart,
  ScriptedFailure,
  ScriptedMalformed,
} from "./script/faults.ts";
export {
  contextOverflow,
  drop,
  dropAfter,
  eof,
  eofAfter,
  errorPart,
  fail,
  malformedPart,
} from "./script/faults.ts";
export type {
  ScriptedFinish,
  ScriptedFinishReason,
  ScriptedUsage,
  TokenCounts,
} from "./script/finish.ts";
export { finish, usage } from "./script/finish.ts";
export type { ScriptedDelay, ScriptedHang } from "./script/pacing.ts";
export { delay, hang } from "./script/pacing.ts";
export type {
  ProviderToolCallOptions,
  ScriptedProviderToolCall,
  ScriptedToolCall,
  ToolCallInput,
  ToolCallOptions,
} from "./script/tool-calls.ts";
export { providerToolCall, toolCall, toolCalls } from "./script/tool-calls.ts";
export type { Script, Turn, TurnFunction, TurnPart } from "./script/turn.ts";
export type {
  OfferedTool,
  OfferedToolChoice,
  OfferedToolChoiceMode,
  OfferedToolChoiceTool,
  RequestedFormat,
  RequestedJson,
  RequestedText,
  ToolResultView,
  TurnRequest,
} from "./script/turn-request.ts";
