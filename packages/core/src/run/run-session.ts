import type { MessagePart, Run, ToolFunction } from "@inhouse/contracts";
import type { BuiltPrompt } from "../context/build-options.ts";
import { buildPrompt } from "../context/build-prompt.ts";
import { countFixed } from "../context/estimate-message.ts";
import type { HistoryFile } from "../context/history.ts";
import { ASSUMED_CONTEXT_TOKENS } from "../context/token-budget.ts";
import { createTokenEstimator } from "../context/token-estimator.ts";
import { readFileBytes } from "../file/store-file.ts";
import type { ModelCall } from "../model/model-call.ts";
import type { NamedModel } from "../model/model-catalog.ts";
import { toModelToolChoice } from "../model/tool-choice.ts";
import type { Scope } from "../scope/scope.ts";
import type { ToolBinding } from "../tools/tool-registry.ts";
import type { ProducedFile } from "./file-links.ts";
import type { LiveRun } from "./live-run.ts";
import type { ProducedPart } from "./produced-files.ts";
import { findProduced, shownFiles } from "./produced-files.ts";
import { readFileNames, readThreadWindow } from "./read-history.ts";
import type { ThreadEntry } from "./thread-entry.ts";
import { joinEntries } from "./thread-entry.ts";
import type { TurnAssembler } from "./turn-assembler.ts";

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
  #produced: readonly ProducedPart[] = [];

  private constructor(
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

  /**
   * @param scope - whose run
   * @param run - the run
   * @throws ModelNotFoundError if this process does not have the run's model
   * @throws InvalidInputError if it does not have the run's tools
   */
  static async open(scope: Scope, run: Run): Promise<RunSession> {
    const model = await scope.models.resolve(run.model);
    const contextTokens = await scope.tokens.contextTokensOf(run.model, model.name);
    return new RunSession(scope, model, scope.tools.bind(run.tools), contextTokens);
  }

  /** The model that answers, as `provider/model`. */
  get modelName(): string {
    return this.#model.name;
  }

  /** The files that the run's tools have made, the newest last. */
  get produced(): readonly ProducedFile[] {
    return this.#produced;
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
    const known = this.#contextTokens ?? ASSUMED_CONTEXT_TOKENS;
    // A generous limit of the answers must not leave the prompt without room.
    const answer = Math.min(maxOutputTokens ?? answerTokens, Math.floor(known / 4));
    const contextTokens =
      promptTokens === null ? this.#contextTokens : Math.min(known, promptTokens + answer);
    const request = {
      model: this.#model.name,
      runId: run.id,
      strategy: run.truncationStrategy,
      contextTokens,
      answerTokens: answer,
      fixedTokens: countFixed(fixed, estimator),
      fixedFingerprint: fixed.join("\n"),
      epoch: live.thread.epoch,
      estimator,
    };
    if (this.#entries === null) {
      const read = await readThreadWindow(this.#scope, live.threadId, request, this.#files);
      this.#entries = read.entries;
      this.#complete = read.complete;
      this.#produced = await findProduced(this.#scope, run.id, read.entries, []);
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
      ...(this.#scope.fetchUrl !== undefined && { fetchUrl: this.#scope.fetchUrl }),
    };
  }

  /** Takes what was stored into the thread that the next prompt is made from. */
  async remember(runId: string, entries: readonly ThreadEntry[]): Promise<void> {
    if (this.#entries === null) return;
    const fresh = new Map(entries.map((entry) => [entry.sequence, entry]));
    const kept = this.#entries.map((entry) => fresh.get(entry.sequence) ?? entry);
    const known = new Set(kept.map((entry) => entry.sequence));
    this.#entries = [...kept, ...entries.filter((entry) => !known.has(entry.sequence))];
    await readFileNames(this.#scope, entries, this.#files);
    this.#produced = await findProduced(this.#scope, runId, entries, this.#produced);
  }

  /**
   * @param runId - the run
   * @param turn - its last answer
   * @returns the files that the run's tools made and none of its messages shows or links to
   */
  producedParts(runId: string, turn: TurnAssembler): readonly MessagePart[] {
    const stored = (this.#entries ?? []).flatMap((entry) =>
      "message" in entry && entry.message.runId === runId ? [entry.message] : [],
    );
    const drafted = turn.sections.flatMap((draft) =>
      draft.kind === "message" ? [draft.message] : [],
    );
    const shown = new Set([...stored, ...drafted].flatMap(({ content }) => shownFiles(content)));
    return this.#produced.flatMap(({ fileId, part }) => (shown.has(fileId) ? [] : [part]));
  }

  /** @returns about how many tokens the model's own writing counts for */
  estimateTokens(written: string): number {
    return createTokenEstimator(this.#scope.tokens.counter).countTokens(written);
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

/** Some providers refuse a history with calls of tools that the request does not declare. */
function forgottenTools(prompt: Prompt, tools: readonly ToolFunction[]): readonly ToolFunction[] {
  if (tools.length > 0) return [];
  return prompt.calledTools.map((name) => ({
    name,
    description: "No longer available. Do not call it.",
    parameters: { type: "object", properties: {} },
  }));
}
