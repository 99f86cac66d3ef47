import { InvalidInputError } from "@inhouse/contracts";
import { expect, test } from "vitest";
import { readFunctionRights } from "./function-rights.ts";

test("functions may do what is said, and nothing where nothing is", () => {
  expect(readFunctionRights([])).toEqual({});
  const origins = ["https://api.example.com", "http://localhost:8080"];
  expect(readFunctionRights(["storage", "files", "tools", ...origins])).toEqual({
    storage: true,
    files: "write",
    tools: true,
    fetch: { origins },
  });
  expect(readFunctionRights(["files:read"])).toEqual({ files: "read" });
});

test.each(["everything", "fetch", "", "https://api.example.com/path", "ftp://a.example", "any://"])(
  "what is allowed is not '%s'",
  (text) => {
    expect(() => readFunctionRights([text])).toThrow(
      expect.objectContaining({ constructor: InvalidInputError, param: "--allow" }),
    );
  },
);
