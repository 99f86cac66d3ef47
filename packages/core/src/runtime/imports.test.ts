import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const source = new URL("..", import.meta.url);

it("loads nothing heavy when it is imported", async () => {
  const program = `
    import { registerHooks } from "node:module";
    const loaded = new Set();
    registerHooks({
      load(url, context, next) {
        const name = url.split("/node_modules/").at(-1).match(/^(@[^/]+\\/[^/]+|[^@/][^/]*)\\//)?.[1];
        if (url.includes("/node_modules/")) loaded.add(name);
        return next(url, context);
      },
    });
    await import(${JSON.stringify(new URL("index.ts", source).href)});
    console.log(JSON.stringify([...loaded].sort()));
  `;
  const run = promisify(execFile);
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", program]);
  expect(JSON.parse(stdout)).toEqual(["valibot"]);
});

it("needs nothing of Node.js", async () => {
  const files = await readdir(source, { recursive: true });
  const library = files.filter((name) => name.endsWith(".ts") && !/\.test|test-support/.test(name));
  expect(library.length).toBeGreaterThan(100);
  const offenders: string[] = [];
  for (const name of library) {
    const code = await readFile(join(source.pathname, name), "utf8");
    if (/["']node:/.test(code) || /\bBuffer\./.test(code)) offenders.push(name);
  }
  expect(offenders).toEqual([]);
});
