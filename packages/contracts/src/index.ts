export type { InhouseErrorCode } from "./errors/inhouse-error.ts";
export { InhouseError } from "./errors/inhouse-error.ts";
export type { InvalidInputDetails } from "./errors/invalid-input-error.ts";
export { InvalidInputError } from "./errors/invalid-input-error.ts";
export { MissingPackageError } from "./errors/missing-package-error.ts";
export { ModelNotFoundError } from "./errors/model-not-found-error.ts";
export { NotFoundError } from "./errors/not-found-error.ts";
export type { PythonPackageProblem } from "./errors/python-package-error.ts";
export { PythonPackageError } from "./errors/python-package-error.ts";
export { RunTransitionError } from "./errors/run-transition-error.ts";
export { RuntimeClosedError } from "./errors/runtime-closed-error.ts";
export { StorageConflictError } from "./errors/storage-conflict-error.ts";
export { StorageCorruptError } from "./errors/storage-corrupt-error.ts";
export type { CommitOutcome } from "./errors/storage-error.ts";
export { StorageError } from "./errors/storage-error.ts";
export { StorageLockedError } from "./errors/storage-locked-error.ts";
export { StorageVersionError } from "./errors/storage-version-error.ts";
export { ThreadLockedError } from "./errors/thread-locked-error.ts";
export type { ToolCallErrorReason } from "./errors/tool-call-error.ts";
export { ToolCallError } from "./errors/tool-call-error.ts";
export { ToolOutputsError } from "./errors/tool-outputs-error.ts";
export { UnsupportedRuntimeError } from "./errors/unsupported-runtime-error.ts";
export type {
  MessageAnnotationDelta,
  MessageDelta,
  MessageDeltaTarget,
  MessagePartDelta,
  MessageRefusalDelta,
  MessageTextDelta,
  RunStepDelta,
  StepDeltaTarget,
  StepToolCallArgumentsDelta,
  StepToolCallProgressDelta,
  StepToolCallStartedDelta,
  StepToolCallUpdatedDelta,
} from "./events/delta.ts";
export type {
  MessageDeleted,
  MessageDeletedEvent,
  MessageDeltaEvent,
  MessageEvent,
  MessageEventType,
  ReasoningDelta,
  ReasoningDeltaEvent,
  RunEvent,
  RunEventBase,
  RunStatusEvent,
  RunStatusEventType,
  RunStepDeltaEvent,
  RunStepEvent,
  RunStepEventType,
  ThreadCreatedEvent,
} from "./events/run-event.ts";
export type { Assistant } from "./objects/assistant.ts";
export type {
  Annotation,
  AnnotationSpan,
  FileCitationAnnotation,
  FilePart,
  FilePathAnnotation,
  ImageDetail,
  ImageFilePart,
  ImageUrlPart,
  MessagePart,
  RefusalPart,
  TextPart,
  UrlCitationAnnotation,
} from "./objects/content.ts";
export type { ContextReceipt } from "./objects/context-receipt.ts";
export type { FilePurpose, StoredFile } from "./objects/file.ts";
export type {
  ReasoningEffort,
  ResponseFormat,
  ResponseFormatJsonObject,
  ResponseFormatJsonSchema,
  ResponseFormatText,
  ResponseJsonSchema,
  ToolChoice,
  ToolChoiceFunction,
  ToolChoiceFunctionName,
  ToolChoiceType,
  TruncationAuto,
  TruncationLastMessages,
  TruncationStrategy,
  TruncationTokens,
} from "./objects/generation.ts";
export type { JsonObject, JsonValue } from "./objects/json.ts";
export type {
  Attachment,
  AttachmentTool,
  Message,
  MessageIncompleteDetails,
  MessageIncompleteReason,
  MessageRole,
  MessageStatus,
} from "./objects/message.ts";
export type { Metadata } from "./objects/metadata.ts";
export { suffixOfUuid, uuidOfSuffix } from "./objects/object-id.ts";
export type { Page } from "./objects/page.ts";
export type { ProviderOptions } from "./objects/provider-options.ts";
export type {
  ApprovalRequest,
  RequiredAction,
  Run,
  RunError,
  RunErrorCode,
  RunIncompleteDetails,
  RunIncompleteReason,
  RunStatus,
} from "./objects/run.ts";
export type {
  MessageCreationDetails,
  RunStep,
  RunStepDetails,
  RunStepStatus,
  ToolCallsDetails,
} from "./objects/run-step.ts";
export type { Thread } from "./objects/thread.ts";
export type {
  ToolCall,
  ToolCallData,
  ToolCallFile,
  ToolCallImage,
  ToolCallLogs,
  ToolCallOutput,
  ToolCallStatus,
} from "./objects/tool-call.ts";
export type {
  AdapterToolDefinition,
  FunctionDefinition,
  FunctionToolDefinition,
  ToolDefinition,
  ToolResources,
} from "./objects/tool-definition.ts";
export type { Usage } from "./objects/usage.ts";
export type { BlobStore } from "./ports/blob-store.ts";
export type { Clock } from "./ports/clock.ts";
export type { Dispatcher, DispatchWorker, ThreadAddress, WorkOptions } from "./ports/dispatcher.ts";
export { compareListPositions } from "./ports/list-position.ts";
export type { Random } from "./ports/random.ts";
export type { RecordKind, RecordKindDeclaration } from "./ports/record-kinds.ts";
export { recordKinds } from "./ports/record-kinds.ts";
export type {
  DueQuery,
  ListKey,
  ListPosition,
  ListQuery,
  RecordsSize,
  Storage,
  StorageCapabilities,
  StorageChange,
  StorageCheck,
  StorageDelete,
  StorageDeletePartition,
  StorageInsert,
  StorageRecord,
  StorageSize,
  StorageUpdate,
  StorageWrite,
} from "./ports/storage.ts";
export { assertStorageBatch } from "./ports/storage-batch.ts";
export type {
  CrashPolicy,
  NewToolFile,
  Tool,
  ToolCaller,
  ToolCallerOptions,
  ToolCallsPolicy,
  ToolContext,
  ToolFiles,
  ToolFunction,
  ToolInvocation,
  ToolOutputChunk,
  ToolResult,
} from "./ports/tool.ts";
