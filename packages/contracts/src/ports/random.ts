/** Randomness, as the runtime sees it. A simulation passes a seeded one. */
export interface Random {
  /**
   * @param length - how many bytes
   * @returns fresh bytes, fit for ids that nobody can guess
   */
  bytes(length: number): Uint8Array;
}
