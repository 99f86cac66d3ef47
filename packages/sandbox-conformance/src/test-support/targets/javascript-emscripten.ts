import { javascript } from "@inhouse/tool-javascript";
import type { SandboxTarget } from "../../target/sandbox-target.ts";
import { toolSandbox } from "../../target/tool-sandbox.ts";

/** The JavaScript tool on its other engine, with little time. */
export const openSandbox = (): SandboxTarget =>
  toolSandbox(
    javascript({ engine: "quickjs-emscripten", limits: { wallTimeMs: 2000, waitTimeMs: 4000 } }),
    {
      language: "javascript",
    },
  );
