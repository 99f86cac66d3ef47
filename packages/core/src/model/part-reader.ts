import { disobedientCall, interruptedCall } from "./call-failures.ts";
import { describeWarning, ownWarnings } from "./call-warnings.ts";
import type { AnswerState } from "./finish-reason.ts";
import { toFinishReason, toModelUsage } from "./finish-reason.ts";
import { toJsonValue } from "./json-value.ts";
import type { ModelCall } from "./model-call.ts";
import type { ModelEvent, ModelFinish, ModelToolCall } from "./model-event.ts";
import { modelName } from "./model-name.ts";
import { OpenParts, withMetadata } from "./open-parts.ts";
import type { SdkPart } from "./sdk.ts";
import { toCitations, toSource } from "./sources.ts";
import { argumentsOf } from "./tool-call-arguments.ts";
import { ToolCallInputs } from "./tool-call-inputs.ts";
import { breaksToolChoice } from "./tool-choice.ts";

type CallEnd = Extract<SdkPart, { type: "model-call-end" }>;

/** Reads the parts of one answer into events. An error part is thrown as the SDK gave it. */
export class PartReader {
  readonly #texts: OpenParts;
  readonly #reasonings: OpenParts;
  readonly #calls = new ToolCallInputs();
  readonly #call: ModelCall;
  readonly #called: string[] = [];
  #isEmpty = true;
  #end: CallEnd | undefined;

  constructor(call: ModelCall) {
    this.#call = call;
    let parts = 0;
    const nextId = () => String(parts++);
    this.#texts = new OpenParts(nextId);
    this.#reasonings = new OpenParts(nextId);
  }

  /** @returns the event of a part; undefined: it has none */
  read(part: SdkPart): ModelEvent | undefined {
    switch (part.type) {
      case "text-start":
        this.#texts.touch(part.id, part.providerMetadata);
        return undefined;
      case "text-delta": {
        const partId = this.#texts.touch(part.id, part.providerMetadata);
        if (part.text === "") return undefined;
        this.#isEmpty = false;
        return { type: "text", partId, text: part.text };
      }
      case "text-end":
        return {
          type: "text_end",
          ...this.#texts.close(part.id, part.providerMetadata),
          ...toCitations(part.citations),
        };
      case "reasoning-start":
        this.#reasonings.touch(part.id, part.providerMetadata);
        return undefined;
      case "reasoning-delta": {
        const partId = this.#reasonings.touch(part.id, part.providerMetadata);
        if (part.text === "") return undefined;
        this.#isEmpty = false;
        return { type: "reasoning", partId, text: part.text };
      }
      case "reasoning-end":
        return {
          type: "reasoning_end",
          ...this.#reasonings.close(part.id, part.providerMetadata),
        };
      default:
        return this.#readRare(part);
    }
  }

  /**
   * @returns what is still to say once the stream is over; `finish` comes last
   * @throws ModelCallError if the answer is not whole, or none that the tool choice allows
   */
  finish(): readonly ModelEvent[] {
    const { model, toolChoice, tools } = this.#call;
    const end = this.#end;
    const reason = end && toFinishReason(end.finishReason, this.#stateAt(end));
    if (end === undefined || reason === undefined) throw interruptedCall(modelName(model));
    if (tools.length > 0 && breaksToolChoice(toolChoice, this.#called)) {
      throw disobedientCall(modelName(model));
    }
    const finish: ModelFinish = { type: "finish", reason, usage: toModelUsage(end.usage) };
    return [
      ...this.#reasonings.closeAll().map((part) => ({ type: "reasoning_end", ...part }) as const),
      ...this.#texts.closeAll().map((part) => ({ type: "text_end", ...part }) as const),
      finish,
    ];
  }

  #stateAt(end: CallEnd): AnswerState {
    return {
      isEmpty: this.#isEmpty,
      hasOpenParts: !this.#texts.isEmpty || !this.#reasonings.isEmpty || this.#calls.hasOpen,
      // The oldest provider packages have no place for it.
      hasReason:
        end.rawFinishReason !== undefined || this.#call.model.specificationVersion === "v2",
    };
  }

  #readRare(part: SdkPart): ModelEvent | undefined {
    switch (part.type) {
      case "tool-input-start":
        return { type: "tool_call_start", callId: this.#calls.begin(part.id), name: part.toolName };
      case "tool-input-delta":
        return part.delta === ""
          ? undefined
          : {
              type: "tool_call_arguments",
              callId: this.#calls.append(part.id, part.delta),
              text: part.delta,
            };
      case "tool-call":
        return this.#readToolCall(part);
      case "model-call-start":
        return this.#readWarnings(part.warnings.map(describeWarning));
      case "model-call-end":
        this.#end = part;
        return undefined;
      case "error":
        throw part.error;
      case "start":
      case "finish":
      case "abort":
      case "ping":
      case "raw":
      case "tool-input-end":
      case "model-call-response-metadata":
        return undefined;
      default:
        this.#isEmpty = false;
        return this.#readContent(part);
    }
  }

  #readContent(part: SdkPart): ModelEvent | undefined {
    switch (part.type) {
      case "file":
        return {
          type: "file",
          mediaType: part.file.mediaType,
          bytes: part.file.uint8Array,
          ...withMetadata(part.providerMetadata),
        };
      case "reasoning-file": {
        const { mediaType, base64 } = part.file;
        const metadata = withMetadata(part.providerMetadata);
        return { type: "opaque", value: { type: part.type, mediaType, data: base64, ...metadata } };
      }
      case "source":
        return toSource(part) ?? { type: "opaque", value: toJsonValue(part) };
      case "tool-result":
        return this.#readResult(part, part.output, false);
      case "tool-error":
        // Of a call that we would run, this only repeats why the SDK refused its input.
        return part.providerExecuted ? this.#readResult(part, part.error, true) : undefined;
      default:
        return { type: "opaque", value: toJsonValue(part) };
    }
  }

  #readToolCall(part: Extract<SdkPart, { type: "tool-call" }>): ModelToolCall {
    this.#isEmpty = false;
    this.#called.push(part.toolName);
    const { callId, written } = this.#calls.finish(part.toolCallId);
    return {
      type: "tool_call",
      callId,
      name: part.toolName,
      arguments: argumentsOf(part.input, written),
      providerExecuted: part.providerExecuted ?? false,
      ...withMetadata(part.providerMetadata),
    };
  }

  #readResult(
    part: Extract<SdkPart, { type: "tool-result" | "tool-error" }>,
    output: unknown,
    isError: boolean,
  ): ModelEvent {
    return {
      type: "provider_result",
      callId: this.#calls.idOf(part.toolCallId),
      output: typeof output === "string" ? output : JSON.stringify(toJsonValue(output)),
      isError,
      ...withMetadata(part.providerMetadata),
    };
  }

  #readWarnings(provider: readonly string[]): ModelEvent | undefined {
    const warnings = [...ownWarnings(this.#call), ...provider];
    return warnings.length === 0 ? undefined : { type: "warnings", warnings };
  }
}
