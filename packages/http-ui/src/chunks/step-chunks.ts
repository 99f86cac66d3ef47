import type { Translation } from "./translation.ts";
import { andThen, nothing } from "./translation.ts";
import type { TranslationState } from "./translation-state.ts";

/** Something of a model answer comes: opens a step for it, and takes back a failed attempt that it replaces. */
export function openStep(state: TranslationState): Translation {
  switch (state.step) {
    case "open":
      return nothing(state);
    case "void":
    case "cut":
      return nothing({ ...state, step: "open" });
    case "failed":
      return andThen(takeBack(state), (now) => nothing({ ...now, step: "open" }));
    case "none":
      return {
        state: { ...state, step: "open", calls: [], firstCall: 0 },
        chunks: [{ type: "start-step" }],
      };
  }
}

/** The answer came to nothing: the client forgets all of the step, parts that are open included. */
export function takeBack(state: TranslationState): Translation {
  if (state.step === "none" || state.step === "void") return nothing(state);
  const emptied = {
    step: "void",
    textId: null,
    reasoningId: null,
    calls: [],
    firstCall: 0,
  } as const;
  return { state: { ...state, ...emptied }, chunks: [{ type: "reset-step" }] };
}

/** The model answer is over, with the outcomes of its calls. */
export function closeStep(state: TranslationState): Translation {
  if (state.step === "none") return nothing(state);
  return andThen(closeParts(state), (now) => ({
    state: { ...now, step: "none" },
    chunks: [{ type: "finish-step" }],
  }));
}

/** Closes what is open of text and thinking. */
export function closeParts(state: TranslationState): Translation {
  return andThen(closeReasoning(state), closeText);
}

/** Closes the text part that is open. */
export function closeText(state: TranslationState): Translation {
  if (state.textId === null) return nothing(state);
  return { state: { ...state, textId: null }, chunks: [{ type: "text-end", id: state.textId }] };
}

/** Closes the part of thinking that is open. */
export function closeReasoning(state: TranslationState): Translation {
  if (state.reasoningId === null) return nothing(state);
  const chunks = [{ type: "reasoning-end", id: state.reasoningId } as const];
  return { state: { ...state, reasoningId: null }, chunks };
}
