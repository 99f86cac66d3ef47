import { codeInterpreter } from "@inhouse/tool-python";
import type { SandboxTarget } from "../../target/sandbox-target.ts";
import { toolSandbox } from "../../target/tool-sandbox.ts";

const MB = 1024 * 1024;

/** The code interpreter in a child process, with little time and room, so that attempts which take all of them end soon. */
export const openSandbox = (): SandboxTarget =>
  toolSandbox(
    codeInterpreter({
      mode: "process",
      limits: { wallTimeMs: 3000, memoryBytes: 256 * MB, diskBytes: 64 * MB },
    }),
    { language: "python" },
  );
