export type {
  Script,
  ScriptedModel,
  ScriptedModelOptions,
  Turn,
  TurnFunction,
  TurnPart,
  TurnRequest,
} from "@inhouse/model-scripted";
export {
  contextOverflow,
  delay,
  drop,
  dropAfter,
  eof,
  eofAfter,
  errorPart,
  fail,
  file,
  finish,
  hang,
  malformedPart,
  providerToolCall,
  reasoning,
  scriptedModel,
  source,
  text,
  toolCall,
  toolCalls,
  unknownPart,
  usage,
} from "@inhouse/model-scripted";
export { checkRun } from "./checks/check-run.ts";
export { checkRunEvents } from "./checks/check-run-events.ts";
export { expectSound } from "./checks/expect-sound.ts";
export { MessageChecker } from "./checks/message-checker.ts";
export type {
  ReadableMessages,
  ReadableMessagesPage,
  ReadablePage,
  ReadableRuns,
  ReadableRuntime,
  ReadableSteps,
  ReadableStreamOptions,
} from "./checks/readable-runtime.ts";
export { RunEventsChecker } from "./checks/run-events-checker.ts";
export { StepChecker } from "./checks/step-checker.ts";
export { watchRun } from "./checks/watch-run.ts";
export { SeededRandom } from "./random/seeded-random.ts";
export { recordRun } from "./replay/record-run.ts";
export type { ReplayParts, RunReplay } from "./replay/replay-run.ts";
export { replayRun } from "./replay/replay-run.ts";
export type {
  ReplayApproval,
  ReplayAssistants,
  ReplayInput,
  ReplayMessage,
  ReplayOutput,
  ReplayRuns,
  ReplayRuntime,
  ReplaySubmission,
  ReplayThread,
} from "./replay/replay-runtime.ts";
export type {
  RecordedAnswer,
  RecordedCall,
  RecordedCalls,
  RecordedEnding,
  RecordedMessage,
  RecordedOutcome,
  RecordedSettings,
  RecordedStep,
  RecordedText,
  RunRecording,
} from "./replay/run-recording.ts";
export type {
  CommitFate,
  FailingStorage,
  FailingStorageOptions,
  SeenCommit,
} from "./storage/failing-storage.ts";
export { failingStorage } from "./storage/failing-storage.ts";
export { eventually } from "./time/eventually.ts";
export { quiet } from "./time/quiet.ts";
export { VirtualClock } from "./time/virtual-clock.ts";
