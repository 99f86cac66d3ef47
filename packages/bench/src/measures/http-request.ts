import { startServer } from "@inhouse/cli";
import { createRuntime } from "@inhouse/core";
import { createOpenAIHandler } from "@inhouse/http-openai";
import { memoryStorage } from "@inhouse/storage-memory";
import { startConstantServer } from "../constant-server.ts";
import { interleave } from "../interleave.ts";
import type { Measure } from "../measure.ts";
import { plainModel } from "../plain-model.ts";

const name = "HTTP request";
const bare = "bare node:http";

async function take(answer: Promise<Response>): Promise<void> {
  const response = await answer;
  await response.text();
  if (response.status !== 200) throw new Error(`It answered ${response.status}.`);
}

/** What a request costs on its way through the server and a dialect, the storage left out as far as it can be. */
export const httpRequest: Measure = {
  name,
  about:
    "Reading one assistant from storage in memory through the server, beside a bare node:http handler that answers the same JSON; one client in this process, connections kept.",
  async run() {
    const inhouse = createRuntime({
      models: { demo: plainModel("at_once") },
      storage: memoryStorage(),
    });
    await using server = await startServer(inhouse);
    const { openai = "", dashscope = "" } = server.urls;
    const { id } = await inhouse.assistants.create({ model: "demo" });
    const path = `${openai}/assistants/${id}`;
    await using constant = await startConstantServer(await (await fetch(path)).text());
    const handler = createOpenAIHandler(inhouse);
    const [entry] = (
      (await (await fetch(`${dashscope}/assistants`)).json()) as { data: { id: string }[] }
    ).data;
    const timings = await interleave(
      [
        { name: bare, run: () => take(fetch(constant.url)) },
        { name: "OpenAI dialect", run: () => take(fetch(path)) },
        {
          name: "DashScope dialect",
          run: () => take(fetch(`${dashscope}/assistants/${entry?.id}`)),
        },
        { name: "OpenAI dialect, no socket", run: () => take(handler(new Request(path))) },
      ],
      { rounds: 1_000, warmUp: 300 },
    );
    server.stopListening();
    await inhouse.close();
    return timings.map(({ name: what, ms, ratio }) => ({
      measure: name,
      what,
      value: ms * 1000,
      unit: "µs",
      ratio,
      comparedWith: bare,
    }));
  },
};
