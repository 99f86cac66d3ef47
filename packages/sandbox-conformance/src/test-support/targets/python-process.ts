import { codeInterpreter } from "@inhouse/tool-python";
import type { SandboxTarget } from "../../target/sandbox-target.ts";
import { toolSandbox } from "../../target/tool-sandbox.ts";

/** The code interpreter in a child process, with little time. */
export const openSandbox = (): SandboxTarget =>
  toolSandbox(codeInterpreter({ mode: "process", limits: { wallTimeMs: 5000 } }), {
    language: "python",
  });
