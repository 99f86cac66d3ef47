import { javascript } from "@inhouse/tool-javascript";
import type { SandboxTarget } from "../../target/sandbox-target.ts";
import { toolSandbox } from "../../target/tool-sandbox.ts";

/** The JavaScript tool as it is, except that its time is short. */
export const openSandbox = (): SandboxTarget =>
  toolSandbox(javascript({ limits: { wallTimeMs: 2000, waitTimeMs: 4000 } }), {
    language: "javascript",
  });
