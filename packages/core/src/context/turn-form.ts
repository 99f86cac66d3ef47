import type { HistoryTurn } from "./history.ts";
import type { TurnForm } from "./render-turn.ts";
import { providerCalls } from "./render-turn.ts";
import type { WireIds } from "./wire-ids.ts";

/** What decides how a turn goes back to the model. */
export interface TurnCircumstances {
  /** The model in use, as `provider/model`. */
  readonly model: string;
  /** The fingerprint of the prompt before the turn. */
  readonly fingerprint: string;
  readonly ids: WireIds;
  /** Whether the next call goes on with this turn, whose provider still runs a call. */
  readonly continues: boolean;
}

/**
 * A turn goes back whole to the model that wrote it, if it came to its end, none of its parts must be left out, and all
 * that came before is what the model saw: some providers bind thinking to its prefix and refuse the thread for good if
 * that changed, be it by a cut, a deleted message, other instructions or other tools.
 *
 * @returns the form of the turn in this place
 */
export function turnForm(turn: HistoryTurn, circumstances: TurnCircumstances): TurnForm {
  const { model, fingerprint, ids, continues } = circumstances;
  if (turn.model !== model) return "plain";
  const bound = turn.parts.some(({ type }) => type === "reasoning" || type === "opaque");
  const calls = providerCalls(turn);
  const whole =
    turn.finished &&
    (!bound || turn.promptFingerprint === fingerprint) &&
    calls.every(
      ({ output, providerId }) => (output !== null || continues) && ids.isFree(providerId),
    ) &&
    new Set(calls.map(({ providerId }) => providerId)).size === calls.length;
  return whole ? "whole" : "same_model";
}
