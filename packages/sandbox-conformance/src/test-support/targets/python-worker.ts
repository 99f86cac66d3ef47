import { codeInterpreter } from "@inhouse/tool-python";
import type { SandboxTarget } from "../../target/sandbox-target.ts";
import { toolSandbox } from "../../target/tool-sandbox.ts";

const MB = 1024 * 1024;

/** The code interpreter as it is, except that time and room are short, so that attempts which take all of them end soon. */
export const openSandbox = (): SandboxTarget =>
  toolSandbox(
    codeInterpreter({
      limits: { wallTimeMs: 3000, memoryBytes: 256 * MB, diskBytes: 64 * MB },
    }),
    { language: "python" },
  );
