import type { HttpFault } from "./http-fault.ts";

/** Thrown inside a handler to refuse a request. It never leaves the handler: the dialect turns it into a response. */
export class HttpRefusal extends Error {
  /** Why. */
  readonly fault: HttpFault;

  /**
   * @param fault - why
   * @param options - the cause, where there is one
   */
  constructor(fault: HttpFault, options?: ErrorOptions) {
    super(fault.message, options);
    this.name = "HttpRefusal";
    this.fault = fault;
  }
}
