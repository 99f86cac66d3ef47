import type { Player } from "./player.ts";

/** Throws unless all turns were played and no call was refused for its prompt or for want of a turn. */
export function assertPlayed(modelId: string, player: Player): void {
  const unconsumed = player.unconsumed().map((turn) => `never played: ${turn}`);
  const complaints = [...player.complaints(), ...unconsumed];
  if (complaints.length === 0) return;
  throw new Error(`The script of '${modelId}' was not kept to.\n${complaints.join("\n")}`);
}
