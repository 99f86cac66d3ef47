/** What a call changed, put back once a person's word is needed before it can go on. */
export class PutBack {
  readonly #act: () => Promise<void>;
  #acting: Promise<void> | null = null;
  #isOver = false;

  /** @param act - puts back what was kept */
  constructor(act: () => Promise<void>) {
    this.#act = act;
  }

  /** @returns whether everything is as it was before the call; if not, the call has ended before this was asked for */
  async begin(): Promise<boolean> {
    if (this.#isOver) return false;
    this.#acting ??= this.#act();
    await this.#acting;
    return true;
  }

  /** The call ends: what was begun is waited for, and what was not begun is not done any more. */
  async end(): Promise<void> {
    this.#isOver = true;
    await this.#acting;
  }
}
