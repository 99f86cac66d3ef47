import assert from "node:assert/strict";
import type { Tool, ToolDefinition } from "@inhouse/contracts";
import type { ToolEffects, ToolExample, ToolMemory, ToolSuite } from "../tool-suite.ts";
import type { OpenHandles } from "./open-handles.ts";
import { openHandles } from "./open-handles.ts";
import { orderly } from "./promptly.ts";
import { ToolThread } from "./tool-thread.ts";

/** Whose threads a trial makes unless it is told otherwise. */
export const someTenant = "tenant_1";

let threads = 0;

/** A tool under test, and what a case needs to try it. */
export class ToolTrial {
  /** The tool. */
  readonly tool: Tool;
  /** What it is called with. */
  readonly suite: ToolSuite;
  /** The entry of an assistant's tools. */
  readonly definition: ToolDefinition;
  /** A thread on which many cases call the tool, one after the other. */
  readonly home: ToolThread;
  /** Another one. */
  readonly neighbour: ToolThread;
  /** How long to wait for what should happen at once, in milliseconds. */
  readonly patienceMs: number;
  /** What kept the process alive before there was the tool. */
  readonly handlesBefore: OpenHandles;
  #isOver = false;

  private constructor(tool: Tool, suite: ToolSuite, handlesBefore: OpenHandles) {
    this.tool = tool;
    this.suite = suite;
    this.handlesBefore = handlesBefore;
    this.home = this.thread();
    this.neighbour = this.thread();
    this.definition = suite.definition ?? ownDefinition(tool);
    this.patienceMs = patienceOf(suite);
  }

  /**
   * @param suite - how to make the tool
   * @returns a new tool to try; `end` closes it
   */
  static async start(suite: ToolSuite): Promise<ToolTrial> {
    const before = openHandles();
    return new ToolTrial(await suite.create(), suite, before);
  }

  /**
   * Closes the tool, and removes what is left of it.
   *
   * @throws AssertionError if the tool does not close
   */
  async end(): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    await orderly(this.patienceMs, "the tool has closed", () => this.tool.close?.());
    await this.suite.dispose?.(this.tool);
  }

  /**
   * @param tenant - whose; absent: a tenant's that all threads are of
   * @param threadId - its id; absent: one that no other thread has
   * @returns a new thread; every thread may cost a slow tool much, so that `home` is to be preferred
   */
  thread(tenant: string = someTenant, threadId = `thread_${++threads}`): ToolThread {
    return new ToolThread(this, tenant, threadId);
  }

  /**
   * @param name - a member of the suite
   * @returns the example, which must be there
   */
  example(name: "fails" | "floods" | "lasts" | "makesFiles" | "overruns"): ToolExample {
    const example = this.suite[name];
    assert.ok(example !== undefined, `The suite has no '${name}'.`);
    return example;
  }

  /** What the tool keeps of threads, which must be there. */
  get memory(): ToolMemory {
    assert.ok(this.suite.memory !== undefined, "The suite has no 'memory'.");
    return this.suite.memory;
  }

  /** What the tool does to the world, which must be there. */
  get effects(): ToolEffects {
    const { effects } = this.suite;
    assert.ok(effects !== undefined && effects !== "none", "The suite has no 'effects'.");
    return effects;
  }
}

function ownDefinition({ type, name = "" }: Tool): ToolDefinition {
  return type === "function" ? { type, function: { name } } : { type };
}

/** @returns how long to wait for what should happen at once, in milliseconds */
export function patienceOf(suite: ToolSuite): number {
  return suite.patienceMs ?? 10_000;
}
