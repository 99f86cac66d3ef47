import {
  InvalidInputError,
  MissingPackageError,
  ModelNotFoundError,
  NotFoundError,
  RunTransitionError,
  RuntimeClosedError,
  StorageConflictError,
  StorageCorruptError,
  StorageError,
  StorageLockedError,
  StorageVersionError,
  ThreadLockedError,
  ToolOutputsError,
  UnsupportedRuntimeError,
} from "@inhouse/contracts";
import { describe, expect, it } from "vitest";
import { describeFault } from "./describe-fault.ts";

const field = { param: "metadata.k", expected: "a string", received: "5" };

describe("a fault", () => {
  it.each([
    [new InvalidInputError(field), 400, "invalid_request", "metadata.k", "invalid_input"],
    [new InvalidInputError({ ...field, param: "" }), 400, "invalid_request", null, "invalid_input"],
    [new NotFoundError("run", "run_1"), 404, "not_found", null, "not_found"],
    [new ModelNotFoundError("m", ["n"]), 400, "invalid_request", "model", "model_not_found"],
    [new ThreadLockedError("t", "r", "run"), 409, "conflict", null, "thread_locked"],
    [new RunTransitionError("completed", "cancel"), 409, "conflict", null, "run_transition"],
    [new ToolOutputsError(["a"], []), 400, "invalid_request", null, "tool_outputs"],
    [new StorageConflictError("run", "r"), 409, "conflict", null, "storage_conflict"],
    [new RuntimeClosedError(), 503, "unavailable", null, "runtime_closed"],
    [new StorageError("/home/me/db", "no"), 500, "internal", null, "storage"],
    [new StorageCorruptError("/home/me/db", "x"), 500, "internal", null, "storage_corrupt"],
    [new StorageLockedError("/home/me/db", 7), 500, "internal", null, "storage_locked"],
    [new StorageVersionError("/home/me/db", 2, 1), 500, "internal", null, "storage_version"],
    [new MissingPackageError("ai", "ai@7"), 500, "internal", null, "missing_package"],
    [new UnsupportedRuntimeError("x", "y"), 500, "internal", null, "unsupported_runtime"],
    [new Error("sk-secret in /home/me"), 500, "internal", null, "internal"],
    ["thrown text", 500, "internal", null, "internal"],
    [undefined, 500, "internal", null, "internal"],
  ])("of %s has status %i", (error, status, kind, param, code) => {
    const fault = describeFault(error);
    expect(fault).toMatchObject({ status, kind, param, code });
    expect(fault.message).not.toMatch(/\/home|secret|createRuntime/);
  });
});
