import { delay, reasoning, toolCall } from "@inhouse/model-scripted";
import type { UIMessage } from "ai";
import { build } from "esbuild";
import type { Page } from "playwright-core";
import { chromium } from "playwright-core";
import { expect, it } from "vitest";
import { findBrowser } from "../test-support/find-browser.ts";
import { Gates } from "../test-support/gates.ts";
import { listen } from "../test-support/listen.ts";
import type { UIWorld } from "../test-support/ui-world.ts";
import { uiWorld } from "../test-support/ui-world.ts";

const executablePath = findBrowser();
if (executablePath === undefined) {
  console.warn(
    "SKIPPED: useChat in a browser. No Chromium was found; install one, or set CHROMIUM_PATH.",
  );
}

/** What the page of the test leaves in its window. */
interface ChatWindow {
  readonly chat?: {
    readonly messages: readonly UIMessage[];
    readonly status: string;
    sendMessage(message: { text: string }): Promise<void>;
  };
}

const script = [
  [reasoning("Hm."), "It was a dark ", delay(1), "and stormy night.", toolCall("theirs", { a: 1 })],
  ["The ", delay(1), "end."],
];

it.skipIf(executablePath === undefined)(
  "useChat: reloads in the middle of a stream end in the identical transcript, and no tool runs twice",
  async () => {
    const gates = new Gates();
    const world = await uiWorld([...script, ...script], { sleep: gates.sleep });
    await using server = await listen(await site(world));
    const browser = await chromium.launch({
      ...(executablePath === undefined ? {} : { executablePath }),
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    });
    try {
      const steady = await open(await browser.newPage(), server.url, "steady");
      await send(steady);
      await shows(steady, "dark");
      gates.open();
      await shows(steady, "The ");
      gates.open();
      await isDone(steady);
      const whole = await transcript(steady);
      expect(await toolRuns(steady)).toBe("1");

      const page = await open(await browser.newPage(), server.url, "reloaded");
      await send(page);
      await shows(page, "dark");
      await page.reload();
      await shows(page, "dark");
      gates.open();
      await shows(page, "The ");
      await page.reload();
      await shows(page, "The ");
      gates.open();
      await isDone(page);
      expect(await toolRuns(page)).toBe("1");
      const last = await transcript(page);
      expect(last.map(withoutIds)).toEqual(whole.map(withoutIds));
      expect(last).toEqual(await world.messages("reloaded"));

      await page.reload();
      await isDone(page);
      expect(await transcript(page)).toEqual(last);
      expect(await toolRuns(page)).toBe("1");
    } finally {
      await browser.close();
      await world.inhouse.close();
    }
  },
  60_000,
);

/** The dialect, and the page beside it. */
async function site(world: UIWorld): Promise<(request: Request) => Promise<Response>> {
  const { outputFiles } = await build({
    entryPoints: [new URL("../test-support/chat-page.js", import.meta.url).pathname],
    bundle: true,
    format: "esm",
    write: false,
    define: { "process.env.NODE_ENV": '"production"' },
  });
  const html =
    "<!doctype html><meta charset=utf-8><body><script type=module src=/page.js></script>";
  const javascript = { headers: { "content-type": "text/javascript" } };
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/ui/")) return world.handler(request);
    if (pathname === "/page.js") return new Response(outputFiles[0]?.text ?? "", javascript);
    return new Response(html, { headers: { "content-type": "text/html" } });
  };
}

async function open(page: Page, url: string, chat: string): Promise<Page> {
  await page.goto(`${url}/?chat=${chat}`);
  await page.waitForSelector("main", { state: "attached" });
  return page;
}

async function send(page: Page): Promise<void> {
  await page.evaluate(() => {
    void (globalThis as ChatWindow).chat?.sendMessage({ text: "Tell me a story." });
  });
}

async function shows(page: Page, text: string): Promise<void> {
  await page.waitForSelector(`p:has-text(${JSON.stringify(text)})`, { timeout: 60_000 });
}

async function isDone(page: Page): Promise<void> {
  await page.waitForSelector('main[data-status="ready"] p:has-text("The end.")', {
    timeout: 60_000,
  });
}

async function transcript(page: Page): Promise<UIMessage[]> {
  const text = await page.evaluate(() => JSON.stringify((globalThis as ChatWindow).chat?.messages));
  return JSON.parse(text ?? "[]") as UIMessage[];
}

function toolRuns(page: Page): Promise<string | null> {
  return page.evaluate("sessionStorage.getItem('toolRuns')");
}

/** What is the same in two chats that went the same way. */
function withoutIds({ role, parts }: UIMessage): unknown {
  const plain = parts.map((part) => ("toolCallId" in part ? { ...part, toolCallId: "" } : part));
  return { role, parts: plain };
}
