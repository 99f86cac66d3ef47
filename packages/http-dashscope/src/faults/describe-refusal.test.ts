import {
  InvalidInputError,
  ModelNotFoundError,
  NotFoundError,
  RuntimeClosedError,
  StorageError,
  ThreadLockedError,
} from "@inhouse/contracts";
import { describeFault } from "@inhouse/http";
import { expect, test } from "vitest";
import { describeRefusal } from "./describe-refusal.ts";
import { wireParam } from "./wire-param.ts";

const zeros = "00000000-0000-0000-0000-000000000000";
const core = "0".repeat(24);

test.each([
  [new InvalidInputError({ param: "topP", expected: "a", received: "b" }), 400, "InvalidParameter"],
  [new NotFoundError("run", `run_${core}`), 404, "NotFound"],
  [new ModelNotFoundError("qwen", ["secret-model"]), 404, "ModelNotFound"],
  [new ThreadLockedError(`thread_${core}`, `run_${core}`, "create a message"), 409, "Conflict"],
  [new RuntimeClosedError(), 503, "ServiceUnavailable"],
  [new StorageError("/secret/path is full", "no"), 500, "InternalError"],
  [new TypeError("secret"), 500, "InternalError"],
])("%s has a status and a code", (error, status, code) => {
  const refusal = describeRefusal(describeFault(error), error);
  expect([refusal.status, refusal.code]).toEqual([status, code]);
  expect(refusal.message).not.toContain("secret");
});

test("a refusal speaks of the ids that the client knows", () => {
  const error = new ThreadLockedError(`thread_${core}`, `run_${core}`, "create a message");
  const { message } = describeRefusal(describeFault(error), error);
  expect(message).toBe(
    `Thread 'thread_${zeros}' has an active run 'run_${zeros}'. Wait until it has ended, or cancel it.`,
  );
});

test("a refusal of a tool names the tools that there are", () => {
  const error = new InvalidInputError({
    param: "tools[0].type",
    expected: "one of 'function'; give the runtime the tool in 'tools' of createRuntime",
    received: "'rag'",
  });
  expect(describeRefusal(describeFault(error), error).message).toBe(
    "'tools[0].type' is 'rag', and no such tool is installed here. It must be one of 'function'.",
  );
});

test.each([
  ["topP", "top_p"],
  ["truncationStrategy.lastMessages", "truncation_strategy.last_messages"],
  ["toolResources.code_interpreter.fileIds[3]", "file_ids[3]"],
  ['toolResources["my tool"].fileIds', "file_ids"],
  ["attachments", "file_ids"],
  ["thread.messages[0].attachments[1].fileId", "thread.messages[0].file_ids[1]"],
  ["additionalMessages[2].content", "additional_messages[2].content"],
  ["metadata.someKey", "metadata.someKey"],
  ['messages[0].metadata["aB"]', 'messages[0].metadata["aB"]'],
  ["", ""],
])("the field %s is called %s", (param, wire) => {
  expect(wireParam(param)).toBe(wire);
});
