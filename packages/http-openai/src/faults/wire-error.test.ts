import { StorageConflictError, StorageError } from "@inhouse/contracts";
import { describeFault } from "@inhouse/http";
import { expect, it } from "vitest";
import { wireError, wireParam, wireStatus } from "./wire-error.ts";

it("tells nothing of a fault of this side", () => {
  const error = new StorageError("Cannot write /home/me/db", "no", { cause: "sk-secret" });
  const fault = describeFault(error);
  expect([wireStatus(fault), wireError(fault, error)]).toEqual([
    500,
    {
      message: "The server had an error while processing your request.",
      type: "server_error",
      param: null,
      code: null,
    },
  ]);
});

it("lets an SDK repeat what was in conflict with a write of somebody else, of which nothing was kept", () => {
  expect(wireStatus(describeFault(new StorageConflictError("run", "run_1")))).toBe(409);
});

it.each([
  ["toolResources.code_interpreter.fileIds[0]", "tool_resources.code_interpreter.file_ids[0]"],
  ["topP", "top_p"],
  ["messages[0].content[1].fileId", "messages[0].content[1].image_file.file_id"],
  ["content[0].url", "content[0].image_url.url"],
  ["attachments[0].fileId", "attachments[0].file_id"],
  ["tools[0].function.parameters.someName", "tools[0].function.parameters.someName"],
  ["metadata.k", "metadata.k"],
])("names a field as the wire does: %s", (path, param) => {
  expect(wireParam(path)).toBe(param);
});
