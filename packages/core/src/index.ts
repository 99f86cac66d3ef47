export type { CreateAssistant, UpdateAssistant } from "./assistant/assistant-input.ts";
export type { CreateFile } from "./file/file-input.ts";
export type { ListOptions } from "./input/list-options.ts";
export type { ListMessages } from "./message/list-messages.ts";
export type {
  CreateAttachment,
  CreateAttachmentTool,
  CreateFilePart,
  CreateImageFilePart,
  CreateImageUrlPart,
  CreateMessage,
  CreateMessagePart,
  CreateTextPart,
} from "./message/message-input.ts";
export type { UpdateMetadata } from "./message/update-message.ts";
export type {
  ModelLookup,
  ModelObject,
  ModelProvider,
  ModelSource,
} from "./model/resolve-model.ts";
export type { BusyPolicy, CreateRun, CreateThreadAndRun, RunOverrides } from "./run/run-input.ts";
export type { RunTransition } from "./run/run-status.ts";
export { isTerminal, nextRunStatus, runTransitions } from "./run/run-status.ts";
export type { StreamOptions } from "./run/stream-run.ts";
export type { SubmitToolOutputs, ToolApproval, ToolOutput } from "./run/submit-tool-outputs.ts";
export type { WaitOptions } from "./run/wait-for-run.ts";
export type {
  AssistantsApi,
  CloseOptions,
  FilesApi,
  MessagesApi,
  RunStepsApi,
  RunsApi,
  Runtime,
  TenantRuntime,
  ThreadsApi,
} from "./runtime/apis.ts";
export { createRuntime } from "./runtime/create-runtime.ts";
export type { ContextSizes, RuntimeOptions } from "./runtime/runtime-options.ts";
export type { RuntimeSettings } from "./scope/settings.ts";
export { defaultSettings } from "./scope/settings.ts";
export type { CreateThread, UpdateThread } from "./thread/thread-input.ts";
export type { ToolSchema } from "./tools/function-parameters.ts";
export type {
  FunctionToolBase,
  JsonSchemaFunctionTool,
  SchemaFunctionTool,
} from "./tools/function-tool.ts";
export { functionTool } from "./tools/function-tool.ts";
