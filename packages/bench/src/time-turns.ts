import type { ModelObject } from "@inhouse/core";
import { memoryStorage } from "@inhouse/storage-memory";
import type { ModelMessage } from "ai";
import { experimental_streamLanguageModelCall, isStepCount, streamText } from "ai";
import type { Rounds, Timing } from "./interleave.ts";
import { interleave } from "./interleave.ts";
import { openBench, question } from "./open-bench.ts";

/**
 * Times the first turn of a thread beside the AI SDK's bare single call, and its `streamText` of one step, with the same
 * model and prompt. The single call is the first.
 */
export async function timeTurns(model: ModelObject, rounds: Rounds): Promise<readonly Timing[]> {
  const messages: ModelMessage[] = [{ role: "user", content: question }];
  await using bench = await openBench(model, memoryStorage());
  let thread = "";
  return await interleave(
    [
      {
        name: "single call",
        async run() {
          const { stream } = await experimental_streamLanguageModelCall({ model, messages });
          for await (const _ of stream);
        },
      },
      {
        name: "streamText",
        async run() {
          const { fullStream } = streamText({ model, messages, stopWhen: isStepCount(1) });
          for await (const _ of fullStream);
        },
      },
      {
        name: "turn",
        async prepare() {
          thread = await bench.newThread();
        },
        run: () => bench.takeTurn(thread, { type: "auto" }),
      },
    ],
    rounds,
  );
}
