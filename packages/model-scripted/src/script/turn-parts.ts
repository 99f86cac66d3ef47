import type { Turn, TurnPart } from "./turn.ts";

/** The parts of an answer, in order. Throws where a refusal comes after output, which no provider can do. */
export function turnParts(turn: Turn): readonly TurnPart[] {
  const parts: readonly TurnPart[] = isPart(turn) ? [turn] : turn;
  const failure = parts.findIndex((part) => typeof part === "object" && part.type === "failure");
  const before = parts.slice(0, Math.max(failure, 0));
  if (before.some((part) => typeof part === "string" || part.type !== "delay")) {
    throw new Error(
      "fail() refuses a call before its answer begins, so only delay() may stand before it; use errorPart() or drop() for a failure within an answer.",
    );
  }
  return parts;
}

function isPart(turn: Turn): turn is TurnPart {
  return typeof turn === "string" || !Array.isArray(turn);
}
