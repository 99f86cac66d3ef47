import { expect, test } from "vitest";
import { codeInterpreter } from "./code-interpreter.ts";
import { TestThread } from "./test-support/test-thread.ts";

// That code does not get out is proved by the suite of `@inhouse/sandbox-conformance`.
test("the environment has nothing of the host's", async () => {
  await using tool = codeInterpreter();
  const { output } = await new TestThread(tool, "environment").run(
    "import os, sys\nsorted(os.environ), sys.argv, os.getcwd()",
  );
  expect(output).toContain(
    "value:\n(['HOME', 'LANG', 'LD_LIBRARY_PATH', 'LOGNAME', 'MPLBACKEND', 'PATH', 'PWD', 'PYTHONINSPECT', 'USER', '_'], [''], '/outputs')",
  );
});
