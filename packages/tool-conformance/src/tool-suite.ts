import type { JsonObject, JsonValue, NewToolFile, Tool, ToolDefinition } from "@inhouse/contracts";

/** A call that the suite makes. */
export interface ToolExample {
  /** The function's name; absent: the tool's first function. */
  readonly name?: string;
  /** The arguments. */
  readonly input: JsonValue;
  /** Files that are on the thread before the call; absent: none. */
  readonly files?: readonly NewToolFile[];
}

/** How the suite sees that a tool keeps something of a thread from call to call. */
export interface ToolMemory {
  /**
   * @param word - letters and digits
   * @returns a call that leaves the word with its thread
   */
  write(word: string): ToolExample;
  /** A call whose output has the word that was left with its thread, and none if there is none. */
  readonly read: ToolExample;
}

/** How the suite sees what a tool does to the world. */
export interface ToolEffects {
  /** A call that has an effect. */
  readonly call: ToolExample;
  /** @returns how often it took effect so far, through whatever tool of this suite */
  count(): number | Promise<number>;
}

/**
 * How to make the tool under test, and what to call it with. Each example that a suite gives opens the cases that need it;
 * leave out those that there are none of.
 */
export interface ToolSuite {
  /** @returns a new tool, which shares nothing with others; the suite closes it */
  create(): Tool | Promise<Tool>;

  /** The entry of an assistant's tools; absent: the tool's type alone, or the function's name. */
  readonly definition?: ToolDefinition;

  /** A call that succeeds, whenever and on whatever thread. */
  readonly works: ToolExample;

  /** A call with sound arguments that fails; absent: none does. */
  readonly fails?: ToolExample;

  /** A call that runs on until it is stopped; absent: all calls end at once. */
  readonly lasts?: ToolExample;

  /** A call that the tool itself stops, because of a time limit of its own; absent: it has none. */
  readonly overruns?: ToolExample;

  /** A call that brings more output than the tool may hand over; absent: none can. */
  readonly floods?: ToolExample;

  /** How many characters a result may have in all, its logs and data included. Default: 2,000,000. */
  readonly maxCharacters?: number;

  /** A call that makes at least one file, however often it is made; absent: none does. */
  readonly makesFiles?: ToolExample;

  /** What is kept of a thread; absent: nothing is. */
  readonly memory?: ToolMemory;

  /**
   * Makes another tool be called; absent: calls call no other tools.
   *
   * @param name - the function to call
   * @param input - its arguments
   * @returns a call that calls it, and has its answer in the output
   */
  callsTool?(name: string, input: JsonObject): ToolExample;

  /** What calls do to the world; a tool whose policy after a crash is `retry` must say so. `none`: nothing. */
  readonly effects?: ToolEffects | "none";

  /** Entries whose settings are wrong; absent: there are no settings. */
  readonly refuses?: readonly ToolDefinition[];

  /** Texts that nobody may be shown, such as a key that the tool was given; absent: none. */
  readonly secrets?: readonly string[];

  /**
   * How a line of a stack trace looks that stands in code which the model itself wrote, and helps it to mend that; absent: no
   * stack trace may be shown.
   */
  readonly ownFrames?: RegExp;

  /**
   * Counts what the tool has running, such as requests that are open at a server of the test; absent: nothing can be counted.
   *
   * @returns zero when nothing is
   */
  running?(): number | Promise<number>;

  /** How long to wait for what should happen at once, in milliseconds, before it is called a fault. Default: 10,000. */
  readonly patienceMs?: number;

  /**
   * Removes what is left of a tool; absent: nothing is.
   *
   * @param closed - a tool that was closed
   */
  dispose?(closed: Tool): void | Promise<void>;
}
