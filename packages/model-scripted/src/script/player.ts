import { InvalidPromptError } from "../model/invalid-prompt-error.ts";
import { ScriptExhaustedError } from "../model/script-exhausted-error.ts";
import { checkPrompt } from "../prompt/check-prompt.ts";
import type { IncomingCall } from "./describe-request.ts";
import { describeRequest } from "./describe-request.ts";
import { describeTurn } from "./describe-turn.ts";
import type { PlayOutput } from "./play-step.ts";
import type { Pieces } from "./play-turn.ts";
import { playTurn } from "./play-turn.ts";
import type { Sleep } from "./playback.ts";
import { startPlayback } from "./playback.ts";
import type { Script, Turn } from "./turn.ts";
import type { TurnRequest } from "./turn-request.ts";

export interface PlayerOptions {
  readonly modelId: string;
  readonly pieces: Pieces;
  readonly checkPrompts: boolean;
  readonly sleep: Sleep;
}

/** Answers calls by a script, whichever way they come. */
export interface Player {
  /** Sees a call come in. */
  receive(call: IncomingCall): TurnRequest;
  /** Answers it. Throws a ProviderError where there is nothing to answer with. */
  answer(request: TurnRequest): Promise<AsyncGenerator<PlayOutput, void>>;
  unconsumed(): string[];
  /** What the script or the prompts of the caller did wrong. */
  complaints(): string[];
}

const keptComplaints = 20;

export function createPlayer(script: Script, options: PlayerOptions): Player {
  let callCount = 0;
  let nextTurn = 0;
  const complaints: string[] = [];

  function complain(error: Error): Error {
    if (complaints.length < keptComplaints) complaints.push(error.message);
    return error;
  }

  async function turnFor(request: TurnRequest): Promise<Turn> {
    if (typeof script === "function") return script(request);
    const turn = script[nextTurn];
    if (turn === undefined) {
      const { modelId, lastUserText } = request;
      throw complain(new ScriptExhaustedError(modelId, script.length, lastUserText));
    }
    nextTurn += 1;
    return typeof turn === "function" ? turn(request) : turn;
  }

  return {
    receive(call) {
      callCount += 1;
      return describeRequest(call, callCount - 1);
    },
    async answer(request) {
      const problems = options.checkPrompts ? checkPrompt(request.prompt) : [];
      if (problems.length > 0) throw complain(new InvalidPromptError(problems, request.callIndex));
      const steps = playTurn(await turnFor(request), request.prompt, options.pieces);
      return startPlayback(steps, { sleep: options.sleep, signal: request.signal });
    },
    unconsumed() {
      if (typeof script === "function") return [];
      return script
        .slice(nextTurn)
        .map((turn, index) => `turn ${nextTurn + index + 1}: ${describeTurn(turn)}`);
    },
    complaints: () => [...complaints],
  };
}
