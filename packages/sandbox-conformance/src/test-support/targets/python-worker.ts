import { codeInterpreter } from "@inhouse/tool-python";
import type { SandboxTarget } from "../../target/sandbox-target.ts";
import { toolSandbox } from "../../target/tool-sandbox.ts";

/** The code interpreter as it is, except that its time is short. */
export const openSandbox = (): SandboxTarget =>
  toolSandbox(codeInterpreter({ limits: { wallTimeMs: 5000 } }), { language: "python" });
