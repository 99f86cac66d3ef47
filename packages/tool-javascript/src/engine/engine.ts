/** The engines that can run the code. */
export type EngineName = "quickjs-wasi" | "quickjs-emscripten";

/**
 * How source text is read: a script whose value is that of its last expression, with `await` at its top level; or a
 * module, whose value is its namespace.
 */
export type SourceKind = "script" | "module";

/** What stops the engine from going on. None of them can be caught by the code. */
export type VmTroubleKind = "interrupted" | "memory" | "stack" | "crash";

/** Why a virtual machine is of no more use. */
export interface VmTrouble {
  readonly kind: VmTroubleKind;
  /** What the engine said. */
  readonly detail: string;
}

/** The bounds that a virtual machine is made with. */
export interface VmBounds {
  /** The bound of its memory, in bytes. */
  readonly memoryBytes: number;
  /** The bound of its stack, in bytes. */
  readonly stackBytes: number;
}

/** What a virtual machine is made with. */
export interface VmOptions extends VmBounds {
  /** The longest text that may leave it in one piece. */
  readonly textChars: number;
  /**
   * A script whose value is a function. It is called with the function `(operation, text) => text | undefined` of the host,
   * and returns the function `(event, value, more)` through which the host speaks to the code.
   */
  readonly boot: string;
  /** Asked again and again while code runs; true ends it. */
  readonly shouldStop: () => boolean;
  /**
   * What the code asks of the host. Nothing but text crosses; it must not throw.
   *
   * @param operation - what to do
   * @param text - with what
   * @returns the answer, or undefined
   */
  readonly host: (operation: string, text: string) => string | undefined;
}

/**
 * One virtual machine: its own globals, its own memory. It runs only inside of these calls. After trouble, it may only be
 * disposed of.
 */
export interface Vm {
  /**
   * Evaluates source text. Its value, or what it threw, goes to the code's end as the event `evaluated` or `thrown`. Where
   * the engine can tell, so does what a promise was rejected with while nobody listened, as `unhandled` with the promise
   * behind it, and once somebody does, as `handled`.
   *
   * @param source - the text
   * @param filename - its name in stacks
   * @param kind - how to read it
   */
  evaluate(source: string, filename: string, kind: SourceKind): VmTrouble | null;
  /**
   * Tells the code something.
   *
   * @param event - what it is
   * @param text - more about it
   */
  send(event: string, text: string): VmTrouble | null;
  /** Runs all jobs that wait, such as the continuations of promises. */
  runJobs(): VmTrouble | null;
  /** Whether the memory has grown to its bound. */
  readonly memoryFull: boolean;
  /** Lets go of it, whatever state it is in. */
  dispose(): void;
}

/** Makes virtual machines. */
export interface Engine {
  /**
   * @param options - limits and the ways out
   * @returns a fresh machine
   * @throws Error if the engine cannot make one
   */
  createVm(options: VmOptions): Promise<Vm>;

  /**
   * Makes what the next machine with these bounds can begin from, so that it need not wait for it. No code has run in it.
   *
   * @param bounds - those of the machine
   */
  prepare(bounds: VmBounds): Promise<void>;
}
