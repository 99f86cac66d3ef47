import type { MessagePart, ToolFunction } from "@inhouse/contracts";
import type { BuiltPrompt } from "../context/build-options.ts";
import { buildPrompt } from "../context/build-prompt.ts";
import { countFixed } from "../context/estimate-message.ts";
import type { HistoryFile } from "../context/history.ts";
import { createTokenEstimator } from "../context/token-estimator.ts";
import { readFileBytes } from "../file/store-file.ts";
import type { ModelCall } from "../model/model-call.ts";
import type { NamedModel } from "../model/model-catalog.ts";
import { toModelToolChoice } from "../model/tool-choice.ts";
import type { Scope } from "../scope/scope.ts";
import type { ToolBinding } from "../tools/tool-registry.ts";
import type { Answer } from "./commit-answer.ts";
import { isSuperseded } from "./commit-answer.ts";
import type { LiveRun } from "./live-run.ts";
import { readFileNames, readThreadWindow } from "./read-history.ts";
import type { StepEntry, ThreadEntry } from "./thread-entry.ts";
import { fileIdsOf, joinEntries } from "./thread-entry.ts";
import { shownOutputs } from "./tool-phase.ts";
import type { TurnIdentity, TurnWrites } from "./turn-writes.ts";

/** A prompt that fits, or the word that none does. */
export interface Prompt extends BuiltPrompt {
  /** Whether the run's own budget of prompt tokens still allows it. */
  readonly withinBudget: boolean;
  /** How many tokens the answer may have; null: as many as the provider likes. */
  readonly maxOutputTokens: number | null;
}

/** What is kept of a model's context for its answer where the run sets no limit, in tokens. */
const answerTokens = 4_096;

/** The smallest room for thread content, in tokens, for which it is worth asking the model at all. */
const smallestPrompt = 16;

/** One run's execution in this process: its model, its tools, and the part of its thread that prompts are made from. */
export class RunSession {
  readonly bindings: readonly ToolBinding[];
  readonly #model: NamedModel;
  readonly #scope: Scope;
  readonly #files = new Map<string, HistoryFile>();
  readonly #contextTokens: number | null;
  #entries: readonly ThreadEntry[] | null = null;
  #complete = false;

  constructor(
    scope: Scope,
    model: NamedModel,
    bindings: readonly ToolBinding[],
    contextTokens: number | null,
  ) {
    this.#scope = scope;
    this.#model = model;
    this.bindings = bindings;
    this.#contextTokens = contextTokens;
  }

  toolType(name: string): string {
    const binding = this.bindings.find((one) => one.function.name === name);
    return binding?.definition.type ?? "function";
  }

  async buildPrompt(live: LiveRun, options: { readonly overflow: boolean }): Promise<Prompt> {
    const { run, spent } = live.record;
    const left = (limit: number | null, used: number): number | null =>
      limit === null ? null : Math.max(0, limit - used);
    const maxOutputTokens = left(run.maxCompletionTokens, spent.completionTokens);
    const promptTokens = left(run.maxPromptTokens, spent.promptTokens);
    const estimator = createTokenEstimator({
      ...this.#scope.tokens.counter,
      calibration: this.#scope.tokens.calibrationOf(this.#model.name),
    });
    const tools = this.bindings.map((binding) => JSON.stringify(binding.function));
    const fixed = [run.instructions ?? "", ...tools];
    const known = this.#contextTokens;
    const window = Math.min(
      known ?? Number.POSITIVE_INFINITY,
      withAnswer(promptTokens, maxOutputTokens),
    );
    const request = {
      model: this.#model.name,
      runId: run.id,
      strategy: run.truncationStrategy,
      contextTokens: Number.isFinite(window) ? window : null,
      answerTokens:
        maxOutputTokens ?? Math.min(answerTokens, (known ?? Number.POSITIVE_INFINITY) / 4),
      fixedTokens: countFixed(fixed, estimator),
      fixedFingerprint: fixed.join("\n"),
      epoch: live.thread.epoch,
      estimator,
    };
    if (this.#entries === null) {
      const read = await readThreadWindow(this.#scope, live.threadId, request, this.#files);
      this.#entries = read.entries;
      this.#complete = read.complete;
    }
    const history = joinEntries(this.#entries, this.#files);
    const complete = this.#complete;
    const built = buildPrompt(history, { ...request, complete, overflow: options.overflow });
    const withinBudget =
      promptTokens === null || (built.fits && promptTokens >= request.fixedTokens + smallestPrompt);
    return { ...built, withinBudget, maxOutputTokens };
  }

  modelCall(live: LiveRun, prompt: Prompt, signal: AbortSignal): ModelCall {
    const { run, modelCalls } = live.record;
    const tools = this.bindings.map((binding) => binding.function);
    const choice = modelCalls === 0 || run.toolChoice === "none" ? run.toolChoice : "auto";
    return {
      model: this.#model.model,
      instructions: run.instructions,
      messages: prompt.messages,
      tools: [...tools, ...forgottenTools(prompt, tools)],
      toolChoice: toModelToolChoice(choice, (type) => this.#functionsOf(type)),
      parallelToolCalls: run.parallelToolCalls,
      temperature: run.temperature,
      topP: run.topP,
      maxOutputTokens: prompt.maxOutputTokens,
      responseFormat: run.responseFormat,
      reasoningEffort: run.reasoningEffort,
      providerOptions: run.providerOptions,
      promptCacheKey: live.threadId,
      signal,
      readFile: (fileId) => readFileBytes(this.#scope, fileId),
    };
  }

  /** Of which answer the records are. */
  identity({ turn, prompt, outcome }: Answer): TurnIdentity {
    return {
      turnId: turn.messageStep?.id ?? turn.toolStep?.id ?? "",
      model: this.#model.name,
      finished: turn.finish !== null,
      superseded: isSuperseded(outcome),
      promptFingerprint: prompt.fingerprint,
    };
  }

  /** Takes a stored answer into the thread that the next prompt is made from. */
  async remember(stored: TurnWrites): Promise<void> {
    if (this.#entries === null) return;
    this.#entries = [...this.#entries, ...stored.entries];
    await readFileNames(this.#scope, stored.entries, this.#files);
  }

  /** Takes the outcomes of a step's calls in. */
  async update(entry: StepEntry): Promise<void> {
    if (this.#entries === null) return;
    this.#entries = this.#entries.map((one) => (one.sequence === entry.sequence ? entry : one));
    await readFileNames(this.#scope, [entry], this.#files);
  }

  /** The files that the run's tools made and none of its messages shows yet. */
  producedParts(runId: string): readonly MessagePart[] {
    const shown = new Set<string>();
    const made: MessagePart[] = [];
    for (const entry of this.#entries ?? []) {
      if ("message" in entry) {
        if (entry.message.runId === runId) for (const id of fileIdsOf(entry)) shown.add(id);
      } else if (entry.step.step.runId === runId) {
        for (const output of shownOutputs(entry.step)) {
          if (output.type === "image") {
            made.push({ type: "image_file", fileId: output.fileId, detail: "auto" });
          } else if (output.type === "file") made.push({ type: "file", fileId: output.fileId });
        }
      }
    }
    return made.filter((part) => "fileId" in part && !shown.has(part.fileId));
  }

  estimateTokens(characters: number): number {
    return Math.ceil(characters / 4);
  }

  learn(prompt: Prompt, reportedTokens: number): void {
    const { estimatedTokens } = prompt.receipt;
    this.#scope.tokens.learn(this.#model.name, estimatedTokens, reportedTokens);
  }

  /** A refusal for length says that the prompt was at least as long as the context. */
  learnOverflow(prompt: Prompt): void {
    if (this.#contextTokens !== null) this.learn(prompt, this.#contextTokens);
  }

  #functionsOf(type: string): readonly string[] {
    return this.bindings
      .filter((binding) => binding.definition.type === type)
      .map((binding) => binding.function.name);
  }
}

function withAnswer(promptTokens: number | null, maxOutputTokens: number | null): number {
  if (promptTokens === null) return Number.POSITIVE_INFINITY;
  return promptTokens + (maxOutputTokens ?? answerTokens);
}

/** Some providers refuse a history with calls of tools that the request does not declare. */
function forgottenTools(prompt: Prompt, tools: readonly ToolFunction[]): readonly ToolFunction[] {
  if (tools.length > 0) return [];
  return prompt.calledTools.map((name) => ({
    name,
    description: "No longer available. Do not call it.",
    parameters: { type: "object", properties: {} },
  }));
}
