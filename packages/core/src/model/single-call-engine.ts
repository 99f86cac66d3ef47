import { MissingPackageError } from "@inhouse/contracts";
import type { ModelEngine } from "./model-engine.ts";
import { quietly } from "./quietly.ts";

/** One call through the SDK's single-call function: no loop, no retry, no tool of ours is run. */
export const singleCallEngine: ModelEngine = {
  name: "single_call",
  open: async (sdk, request) => {
    const streamCall = sdk.experimental_streamLanguageModelCall;
    if (streamCall === undefined) throw new MissingPackageError("ai", "ai@7");
    const { stream } = await quietly(request.model, () => streamCall(request));
    return stream;
  },
};
