import type {
  Assistant,
  JsonObject,
  Run,
  StorageWrite,
  Thread,
  ToolDefinition,
  ToolResources,
} from "@inhouse/contracts";
import { InvalidInputError } from "@inhouse/contracts";
import type { UnnumberedEvent } from "../events/packed-event.ts";
import { checkResourceFiles } from "../input/resource-files.ts";
import type { Scope } from "../scope/scope.ts";
import type { PendingMessage, RunRecord } from "../storage/record-values.ts";
import type { TypedRecord } from "../storage/tenant-storage.ts";
import type { ParsedOverrides } from "./run-input.ts";
import { runDueAt } from "./run-machine.ts";
import { logInsert } from "./run-record-write.ts";
import { noUsage } from "./usage.ts";

/**
 * Freezes everything that a run goes by: the assistant may be changed or deleted afterwards.
 *
 * @throws InvalidInputError if a tool is unknown, or the tool choice names none of the run's tools
 * @throws ModelNotFoundError if the model is unknown
 */
export async function freezeRun(
  scope: Scope,
  assistant: Assistant,
  thread: Thread,
  overrides: ParsedOverrides,
): Promise<Run> {
  const model = overrides.model ?? assistant.model;
  const tools = overrides.tools ?? assistant.tools;
  const toolChoice = overrides.toolChoice ?? "auto";
  await scope.models.resolve(model);
  await checkResourceFiles(scope, overrides.toolResources);
  const frozen = freezeTools(scope, tools);
  checkToolChoice(toolChoice, tools, frozen.names);
  const createdAt = scope.clock.now();
  return {
    id: scope.newId("run"),
    createdAt,
    threadId: thread.id,
    assistantId: assistant.id,
    status: "queued",
    requiredAction: null,
    lastError: null,
    expiresAt: createdAt + (overrides.expiresInMs ?? scope.settings.runExpiryMs),
    startedAt: null,
    cancelledAt: null,
    failedAt: null,
    completedAt: null,
    incompleteDetails: null,
    model,
    instructions: joinInstructions(overrides, assistant),
    tools: await scope.tools.seal(frozen.definitions, scope.tenant),
    toolResources: mergeResources(
      mergeResources(assistant.toolResources, thread.toolResources),
      overrides.toolResources,
    ),
    metadata: overrides.metadata,
    temperature: overrides.temperature ?? assistant.temperature,
    topP: overrides.topP ?? assistant.topP,
    maxPromptTokens: overrides.maxPromptTokens ?? null,
    maxCompletionTokens: overrides.maxCompletionTokens ?? null,
    maxSteps: overrides.maxSteps ?? scope.settings.maxSteps,
    truncationStrategy: overrides.truncationStrategy ?? { type: "auto" },
    toolChoice,
    parallelToolCalls: overrides.parallelToolCalls,
    responseFormat: overrides.responseFormat ?? assistant.responseFormat,
    reasoningEffort: overrides.reasoningEffort ?? assistant.reasoningEffort,
    providerOptions: overrides.providerOptions ?? assistant.providerOptions,
    usage: null,
  };
}

/** @returns a run that nobody has taken up, with its first events in the log */
export function queuedRun(
  scope: Scope,
  run: Run,
  pendingMessages: readonly PendingMessage[],
  before: readonly UnnumberedEvent[],
): { readonly record: TypedRecord<"run">; readonly writes: readonly StorageWrite[] } {
  const events: readonly UnnumberedEvent[] = [
    ...before,
    { type: "thread.run.created", data: run },
    { type: "thread.run.queued", data: run },
  ];
  const value: RunRecord = {
    run,
    ownerMark: "",
    leaseExpiresAt: null,
    lastSequence: events.length,
    cancelUntold: false,
    modelCalls: 0,
    spent: noUsage,
    openStepId: null,
    pendingMessages,
  };
  const insert = scope.storage.insert("run", {
    id: run.id,
    partition: run.threadId,
    parent: run.threadId,
    sequence: scope.nextSequence(),
    dueAt: runDueAt(value),
    keys: { status: run.status },
    value,
  });
  if (insert.type !== "insert") throw new TypeError("An insert was made");
  const record = insert.record as TypedRecord<"run">;
  return { record, writes: [insert, logInsert(scope.storage, record, 1, events)] };
}

/** A function that this process describes is stored whole, so that a later one sees the same tool. */
function freezeTools(
  scope: Scope,
  tools: readonly ToolDefinition[],
): { readonly definitions: readonly ToolDefinition[]; readonly names: ReadonlySet<string> } {
  const bindings = scope.tools.bind(tools);
  const definitions = tools.map((definition): ToolDefinition => {
    if (definition.type !== "function") return definition;
    const binding = bindings.find((one) => one.definition === definition);
    return binding === undefined ? definition : { type: "function", function: binding.function };
  });
  return { definitions, names: new Set(bindings.map((binding) => binding.function.name)) };
}

function checkToolChoice(
  choice: Run["toolChoice"],
  tools: readonly ToolDefinition[],
  names: ReadonlySet<string>,
): void {
  if (choice === "required" && names.size === 0) {
    const expected = "'none' or 'auto' for a run without tools";
    throw new InvalidInputError({ param: "toolChoice", expected, received: "'required'" });
  }
  if (typeof choice === "string") return;
  const isFunction = "function" in choice;
  const known = isFunction
    ? names.has(choice.function.name)
    : tools.some((tool) => tool.type === choice.type);
  if (known) return;
  throw new InvalidInputError({
    param: isFunction ? "toolChoice.function.name" : "toolChoice.type",
    expected: "one of the run's tools",
    received: `'${isFunction ? choice.function.name : choice.type}'`,
  });
}

function joinInstructions(overrides: ParsedOverrides, assistant: Assistant): string | null {
  const base = overrides.instructions ?? assistant.instructions;
  const more = overrides.additionalInstructions ?? "";
  if (more === "") return base;
  return base === null || base === "" ? more : `${base}\n\n${more}`;
}

/** Arrays of one name are joined, everything else is replaced. */
function mergeResources(base: ToolResources, more: ToolResources): ToolResources {
  const merged: Record<string, JsonObject> = { ...base };
  for (const [type, resources] of Object.entries(more)) {
    merged[type] = mergeObjects(merged[type] ?? {}, resources);
  }
  return merged;
}

function mergeObjects(base: JsonObject, more: JsonObject): JsonObject {
  const entries = Object.entries(more).map(([key, value]) => {
    const before = base[key];
    const joined =
      Array.isArray(before) && Array.isArray(value) ? [...new Set([...before, ...value])] : value;
    return [key, joined] as const;
  });
  return { ...base, ...Object.fromEntries(entries) };
}
