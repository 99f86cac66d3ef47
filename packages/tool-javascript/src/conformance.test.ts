import { describeTool } from "@inhouse/tool-conformance/vitest";
import { javascript } from "./javascript.ts";

const code = (text: string) => ({ input: { code: text } });

describeTool("javascript", {
  create: () => javascript({ limits: { wallTimeMs: 1_000 } }),
  works: code("6 * 7"),
  fails: code("null.x"),
  lasts: code("console.log('running'); for (;;);"),
  overruns: code("for (;;);"),
  floods: code("for (;;) console.log('x'.repeat(10_000))"),
  callsTool: (name, input) => code(`await tools.call("${name}", ${JSON.stringify(input)})`),
  // The machine has no way to the world but other tools, whose calls are journalled themselves.
  effects: "none",
  ownFrames: /^ {4}at (?:.+ \()?code\.js:\d+:\d+\)?$/,
  patienceMs: 50_000,
});
