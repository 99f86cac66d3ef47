import type { Turn, TurnFunction, TurnPart } from "./turn.ts";

const shownCharacters = 40;

/** Says in a few words what a turn does, for error messages. */
export function describeTurn(turn: Turn | TurnFunction): string {
  if (typeof turn === "function") return "a function";
  const parts: readonly TurnPart[] = Array.isArray(turn) ? turn : [turn as TurnPart];
  return parts.map(describePart).join(", ");
}

function describePart(part: TurnPart): string {
  if (typeof part === "string") return `text '${shortened(part)}'`;
  switch (part.type) {
    case "text":
    case "reasoning":
      return `${part.type} '${shortened(part.text)}'`;
    case "tool-call":
    case "provider-tool-call":
      return `${part.type} '${part.name}'`;
    case "failure":
      return `failure ${part.details.status ?? 500}`;
    default:
      return part.type;
  }
}

function shortened(text: string): string {
  return text.length <= shownCharacters ? text : `${text.slice(0, shownCharacters)}…`;
}
