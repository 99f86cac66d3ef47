import type { SeededRandom } from "@inhouse/testing";
import type { IdKind } from "./id-pool.ts";

/** What a body is made of. */
export interface BodyParts {
  readonly random: SeededRandom;
  /** The word of the tenant. */
  readonly marker: string;
  /** An id of the tenant, mostly. */
  readonly id: (kind: IdKind) => string;
  /** The calls that the run in the path waits for. */
  readonly calls: readonly string[];
}

/** Makes a body that is right, or nearly. */
export type Body = (parts: BodyParts) => unknown;

const models: readonly string[] = [
  "echo",
  "echo",
  "echo",
  "call-function",
  "code",
  "draw",
  "fail",
  "slow",
];

const tools: readonly object[] = [
  { type: "code_interpreter" },
  { type: "text_to_image" },
  {
    type: "function",
    function: {
      name: "weather",
      description: "Tells the weather.",
      parameters: {
        type: "object",
        properties: { city: { type: "string", minLength: 1 } },
        required: ["city"],
      },
    },
  },
];

function optional<Fields extends object>(
  random: SeededRandom,
  fields: Fields,
  chance = 0.3,
): Partial<Fields> {
  const entries = Object.entries(fields).filter(() => random.chance(chance));
  return Object.fromEntries(entries) as Partial<Fields>;
}

const metadata = ({ random, marker }: BodyParts): object => ({
  note: `${marker} ${random.below(100)}`,
});

/** An assistant. */
export const assistantBody: Body = (parts) => {
  const { random, marker, id } = parts;
  return {
    model: random.pick(models),
    instructions: `Be brief, ${marker}.`,
    ...optional(random, { tools: tools.filter(() => random.chance(0.7)) }, 0.7),
    ...optional(
      random,
      {
        name: marker,
        description: marker,
        metadata: metadata(parts),
        temperature: random.fraction() * 2,
        top_p: random.fraction(),
        response_format: "auto",
        file_ids: [id("file")],
        tool_resources: { code_interpreter: { file_ids: [id("file")] } },
      },
      0.15,
    ),
  };
};

/** A message. */
export const messageBody: Body = (parts) => {
  const { random, marker, id } = parts;
  const text = `Hello from ${marker} ${random.below(1_000)}`;
  const image = { type: "image_file", image_file: { file_id: id("file") } };
  return {
    role: random.chance(0.9) ? "user" : "assistant",
    content: random.chance(0.7)
      ? text
      : [{ type: "text", text }, image].slice(0, random.between(1, 2)),
    ...optional(
      random,
      {
        metadata: metadata(parts),
        attachments: [{ file_id: id("file"), tools: [{ type: "code_interpreter" }] }],
      },
      0.1,
    ),
  };
};

/** A thread. */
export const threadBody: Body = (parts) => ({
  ...optional(parts.random, {
    messages: [messageBody(parts)],
    metadata: metadata(parts),
    tool_resources: { code_interpreter: { file_ids: [parts.id("file")] } },
  }),
});

/** A run. */
export const runBody: Body = (parts) => {
  const { random, marker, id } = parts;
  return {
    assistant_id: id("assistant"),
    ...optional(random, { stream: true }),
    ...optional(
      random,
      {
        instructions: `Now, ${marker}.`,
        additional_instructions: marker,
        additional_messages: [messageBody(parts)],
        model: random.pick(models),
        max_completion_tokens: random.between(1, 2_000),
        max_prompt_tokens: random.between(256, 20_000),
        tool_choice: random.pick(["auto", "none", "required"]),
        truncation_strategy: { type: "last_messages", last_messages: random.between(1, 5) },
        metadata: metadata(parts),
        parallel_tool_calls: random.chance(0.5),
      },
      0.1,
    ),
  };
};

/** A thread and a run on it. */
export const threadAndRunBody: Body = (parts) => ({
  ...(runBody(parts) as object),
  thread: { ...(threadBody(parts) as object), messages: [messageBody(parts)] },
});

/** New metadata. */
export const metadataBody: Body = (parts) => ({ metadata: metadata(parts) });

/** Outputs of tools. */
export const outputsBody: Body = ({ random, marker, calls }) => ({
  tool_outputs: (calls.length > 0 ? calls : ["call_1"]).map((call) => {
    return { tool_call_id: call, output: marker };
  }),
  ...optional(random, { stream: true }),
});

/** A file that is there already. */
export const fileIdBody: Body = ({ id }) => ({ file_id: id("file") });

/** Nothing, or an empty object. */
export const emptyBody: Body = ({ random }) => (random.chance(0.5) ? undefined : {});

/** What `useChat` posts. */
export const chatBody: Body = ({ random, marker, id }) => ({
  id: id("chat"),
  trigger: random.chance(0.9) ? "submit-message" : "regenerate-message",
  messages: [
    {
      id: `message-${random.below(20)}`,
      role: random.chance(0.9) ? "user" : "assistant",
      parts: [{ type: "text", text: `Hi from ${marker}` }],
    },
  ],
});
