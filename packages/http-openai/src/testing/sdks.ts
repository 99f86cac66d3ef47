import { OpenAI } from "openai";
import { OpenAI as OpenAI4 } from "openai4";
import { OpenAI as OpenAI5 } from "openai5";
import { OpenAI as OpenAI6 } from "openai6";

type Options = NonNullable<ConstructorParameters<typeof OpenAI>[0]>;

/** One major version of the official SDK. */
export interface Sdk {
  readonly name: string;
  readonly create: (options: Options) => OpenAI;
}

/** The newest SDK, and the strictest. */
export const sdk7: Sdk = { name: "openai 7", create: (options) => new OpenAI(options) };

/** All majors that have the API. Those before the newest are used by the newest's types. */
export const sdks: readonly Sdk[] = [
  sdk7,
  { name: "openai 6", create: (options) => new OpenAI6(options as never) as unknown as OpenAI },
  { name: "openai 5", create: (options) => new OpenAI5(options as never) as unknown as OpenAI },
  { name: "openai 4", create: (options) => modern(new OpenAI4(options as never)) },
];

/** @returns an SDK that reaches a runtime */
export function connect(sdk: Sdk, baseURL: string, fetch: Options["fetch"]): OpenAI {
  return sdk.create({
    apiKey: "unused",
    baseURL,
    maxRetries: 0,
    ...(fetch !== undefined && { fetch }),
  });
}

type Call = (...values: unknown[]) => unknown;

/** The fourth major has the same calls with other arguments: `(threadId, runId)` for `(runId, { thread_id })`. */
function modern(client: OpenAI4): OpenAI {
  const { threads } = client.beta;
  const lifted = (target: object, name: string, extra: 0 | 1): void => {
    const methods = target as Record<string, Call>;
    const old = methods[name]?.bind(target) as Call;
    methods[name] = (id, params, options) => {
      // Its own helpers call it the old way.
      if (typeof params !== "object" || params === null) return old(id, params, options);
      const { thread_id, run_id, ...body } = params as Record<string, unknown>;
      const parents = run_id === undefined ? [thread_id] : [thread_id, run_id];
      const bodies = extra === 1 || Object.keys(body).length > 0 ? [body] : [];
      return old(...parents, id, ...bodies, options);
    };
  };
  for (const name of ["retrieve", "cancel"]) lifted(threads.runs, name, 0);
  for (const name of [
    "update",
    "submitToolOutputs",
    "submitToolOutputsAndPoll",
    "submitToolOutputsStream",
  ]) {
    lifted(threads.runs, name, 1);
  }
  lifted(threads.runs.steps, "list", 0);
  lifted(threads.runs.steps, "retrieve", 0);
  lifted(threads.messages, "retrieve", 0);
  lifted(threads.messages, "update", 1);
  const messages = threads.messages as unknown as Record<string, Call>;
  messages.delete = (id, params) => messages.del?.((params as { thread_id: string }).thread_id, id);
  for (const target of [client.beta.assistants, threads, client.files]) {
    const methods = target as unknown as Record<string, Call>;
    methods.delete = (...values) => methods.del?.(...values);
  }
  return client as unknown as OpenAI;
}
