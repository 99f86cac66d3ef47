import type { BlobStore, ToolResult } from "@inhouse/contracts";
import { memoryStorage } from "@inhouse/storage-memory";
import { afterEach, expect, test, vi } from "vitest";
import { codeInterpreter } from "./code-interpreter.ts";
import { ManualClock } from "./test-support/manual-clock.ts";
import { TestThread } from "./test-support/test-thread.ts";

/** A thread whose code can wait for a person's word: `ask` never answers. */
class WaitingThread extends TestThread {
  putBack: (() => Promise<boolean>) | undefined;
  readonly #stopper = new AbortController();
  readonly #asked = Promise.withResolvers<void>();
  override tools: TestThread["tools"] = {
    list: () => [],
    call: () => {
      this.#asked.resolve();
      return new Promise<ToolResult>(() => {});
    },
    allowRepeat: (putBack) => {
      this.putBack = putBack;
    },
  };

  /** Runs code until it asks, and puts back what it changed, as the runtime does. */
  async ask(code: string): Promise<boolean | undefined> {
    const call = this.run(`import tools\n${code}\ntools.call('ask')`, this.#stopper.signal);
    call.catch(() => {});
    await this.#asked.promise;
    this.#stopper.abort(new Error("A person is asked"));
    const isBack = await this.putBack?.();
    await call.catch(() => {});
    return isBack;
  }
}

function startTool(blobs: BlobStore = memoryStorage().blobs) {
  const clock = new ManualClock();
  const sessionStore = { blobs, key: "k".repeat(32) };
  const tool = codeInterpreter({ clock, idleMs: 1000, keepSpare: false, sessionStore });
  return { clock, tool, thread: new WaitingThread(tool, "thread") };
}

afterEach(() => vi.restoreAllMocks());

test("what a call changed is as it was: variables, files, chance, and what came in", async () => {
  const { tool, thread } = startTool();
  await using _ = tool;
  await thread.run("import random, os\nx = [1]\nopen('/home/user/kept', 'w').write('as it was')");
  thread.add("sales.csv", "a,b");
  const changes =
    "x.append(2)\nr = random.random()\nopen('/home/user/kept', 'w').write('gone')\nos.unlink('/inputs/sales.csv')";
  expect(await thread.ask(changes)).toBe(true);
  const { output } = await thread.run(
    "x, 'r' in globals(), open('/home/user/kept').read(), os.listdir('/inputs')",
  );
  expect(output).toBe(
    "value:\n([1], False, 'as it was', ['sales.csv'])\n\nnew input file: /inputs/sales.csv (text/csv, 3 bytes)",
  );
});

test("it is there for the next call after the session was idle, and gone with its thread", async () => {
  const blobs = memoryStorage().blobs;
  const stored = new Set<string>();
  const { clock, tool, thread } = startTool({
    ...blobs,
    put: (key, bytes) => {
      stored.add(key);
      return blobs.put(key, bytes);
    },
    delete: (key) => {
      stored.delete(key);
      return blobs.delete(key);
    },
  });
  await using _ = tool;
  await thread.run("x = 1");
  await thread.ask("x = 2");
  expect(stored.size).toBe(1);
  clock.advance(1000);
  expect((await thread.run("x")).output).toContain(
    "value:\n1\n\nnote: This Python session was put",
  );
  const other = new WaitingThread(tool, "other");
  await other.ask("y = 1");
  expect(stored.size).toBe(1);
  await tool.forgetThread("tenant", "other");
  expect(stored.size).toBe(0);
});

test("a session that cannot be written is lost, and the model and the operator are told so", async () => {
  const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  const put = (): Promise<void> => Promise.reject(new Error("the disk is full"));
  const { tool, thread } = startTool({ ...memoryStorage().blobs, put });
  await using _ = tool;
  await thread.run("x = 1");
  expect(await thread.ask("x = 2")).toBe(true);
  expect((await thread.run("'x' in globals()")).output).toMatch(
    /^value:\nFalse\n\nnote: This is a new Python session: .* could not be brought back\.$/,
  );
  expect(warned).toHaveBeenCalledWith(
    "A Python session could not be stored: the disk is full",
    expect.anything(),
  );
});

test("what the model was not told yet of a session that was lost, it is told after the word", async () => {
  const { tool, thread, clock } = startTool();
  await using _ = tool;
  const stopper = new AbortController();
  thread.onOutput = () => {
    stopper.abort(new Error("cancelled"));
    clock.advance(60_000);
  };
  const stubborn = "while True:\n  try:\n    while True: print()\n  except BaseException: pass";
  await expect(thread.run(stubborn, stopper.signal)).rejects.toThrow("cancelled");
  await thread.ask("y = 2");
  expect((await thread.run("'y' in globals()")).output).toBe(
    "value:\nFalse\n\nnote: This is a new Python session: nothing of earlier calls is defined. The code did not stop when the run was cancelled.",
  );
});

test("a session that is too large to be stored is not kept, so that nobody waits for a word", async () => {
  const { tool, thread } = startTool();
  await using _ = tool;
  await thread.run("large = bytearray(280_000_000)");
  expect(thread.putBack).toBeDefined();
  thread.putBack = undefined;
  await thread.run("len(large)");
  expect(thread.putBack).toBeUndefined();
});
