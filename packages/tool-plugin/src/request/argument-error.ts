/** Arguments of the model that no request can be made of. The message is for the model. */
export class ArgumentError extends Error {
  /** @param message - which argument, and what it must be */
  constructor(message: string) {
    super(message);
    this.name = "ArgumentError";
  }
}
