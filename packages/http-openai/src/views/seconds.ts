/** @returns epoch seconds of epoch milliseconds; null stays null */
export function seconds<Time extends number | null>(milliseconds: Time): Time {
  return (milliseconds === null ? null : Math.floor(milliseconds / 1_000)) as Time;
}
