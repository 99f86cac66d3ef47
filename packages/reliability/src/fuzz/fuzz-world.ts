import { offlineModels, startServer } from "@inhouse/cli";
import type { Tool } from "@inhouse/contracts";
import type { Runtime } from "@inhouse/core";
import { createRuntime } from "@inhouse/core";
import type { HttpHandler, HttpOptions } from "@inhouse/http";
import { createDashScopeFetch } from "@inhouse/http-dashscope";
import { createOpenAIHandler } from "@inhouse/http-openai";
import { createUIFetch } from "@inhouse/http-ui";
import type { ImageTurn } from "@inhouse/model-scripted/image";
import { images, moderation, noImages, scriptedImageModel } from "@inhouse/model-scripted/image";
import { memoryStorage } from "@inhouse/storage-memory";
import { SeededRandom } from "@inhouse/testing";
import { textToImage } from "@inhouse/tool-image";
import type { DialectName } from "./dialect-name.ts";
import { notingDeletions } from "./noting-deletions.ts";
import { tenants } from "./tenant.ts";

/** What is fuzzed. */
export interface FuzzWorld extends AsyncDisposable {
  readonly inhouse: Runtime;
  /** The dialects in this process. */
  readonly handlers: Readonly<Record<DialectName, HttpHandler>>;
  /** The messages that callers have deleted. */
  readonly deleted: ReadonlySet<string>;
  /** The address of a server of all dialects. */
  readonly url: string;
}

/** How a world differs from a sound one, so that it can be shown that faults are found. */
export interface Sabotage {
  /** Wraps the handlers of the dialects. */
  readonly wrap?: (handler: HttpHandler) => HttpHandler;
  /** Says whose requests they are. */
  readonly authenticate?: HttpOptions["authenticate"];
}

/** Opens a runtime with the offline models, in memory, behind every dialect. */
export async function openFuzzWorld(seed: number, sabotage: Sabotage = {}): Promise<FuzzWorld> {
  const deleted = new Set<string>();
  const runtime = createRuntime({
    models: offlineModels({ sleep: () => new Promise((resolve) => setImmediate(resolve)) }),
    storage: memoryStorage(),
    tools: [calculator, painter()],
    random: new SeededRandom(seed),
  });
  const inhouse = notingDeletions(runtime, deleted);
  const { wrap = (handler) => handler, authenticate = byKey } = sabotage;
  const options = { authenticate };
  const assistant = async ({ tenant }: { tenant: string }): Promise<string> => {
    const [newest] = (await inhouse.forTenant(tenant).assistants.list({ limit: 1 })).data;
    return newest?.id ?? "asst_none";
  };
  const server = await startServer(inhouse, {
    apiKeys: tenants.map(({ key, name }) => ({ key, tenant: name })),
  });
  return {
    inhouse: runtime,
    deleted,
    handlers: {
      openai: wrap(createOpenAIHandler(inhouse, options)),
      dashscope: wrap(createDashScopeFetch(inhouse, options)),
      ui: wrap(createUIFetch(inhouse, { ...options, assistant })),
    },
    url: server.url,
    async [Symbol.asyncDispose]() {
      server.stopListening();
      await runtime.close({ drainMs: 0 });
      await server.close(0);
    },
  };
}

function byKey(request: Request): string | null {
  const given = request.headers.get("authorization");
  return tenants.find(({ key }) => given === `Bearer ${key}`)?.name ?? null;
}

/** Stands where Python would, which is not what is fuzzed here and takes its time. */
const calculator: Tool = {
  type: "code_interpreter",
  functions: () => [
    {
      name: "code_interpreter",
      description: "Runs code.",
      parameters: { type: "object", properties: { code: { type: "string" } }, required: ["code"] },
    },
  ],
  execute: async () => ({ output: "338350", outputs: [{ type: "logs", logs: "338350\n" }] }),
};

const pixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** Draws twice, and then does what image models do instead of it. */
function painter(): Tool {
  const turns: readonly ImageTurn[] = [
    images([pixel]),
    images([pixel]),
    moderation(),
    images([Buffer.from("<svg onload='alert(1)'>")]),
    noImages(),
  ];
  let calls = 0;
  const model = scriptedImageModel(() => turns[calls++ % turns.length] as ImageTurn);
  return textToImage({ model });
}
