import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { MissingPackageError } from "@inhouse/contracts";
import { expect, test } from "vitest";
import { requireSdk } from "./sdk.ts";

test("a missing SDK is named with the command that installs it", async () => {
  const load = () => Promise.reject(new Error("Cannot find package 'ai'"));
  await expect(requireSdk(load)).rejects.toThrow(MissingPackageError);
  await expect(requireSdk(load)).rejects.toThrow("npm install ai@7");
});

test("an SDK that is too old counts as missing", async () => {
  const load = () => Promise.resolve({ streamText: () => {} } as never);
  await expect(requireSdk(load)).rejects.toThrow("npm install ai@7");
});

test("the SDK is loaded by the first call, not by the import", async () => {
  const seam = fileURLToPath(new URL("stream-model-call.ts", import.meta.url));
  const script = `
    import { registerHooks } from "node:module";
    const loaded = [];
    registerHooks({ resolve: (name, context, next) => (loaded.push(name), next(name, context)) });
    await import(${JSON.stringify(seam)});
    console.log(loaded.filter((name) => /^(ai|@ai-sdk|jsonrepair|zod)/.test(name)).join());
  `;
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--input-type=module",
    "-e",
    script,
  ]);
  expect(stdout.trim()).toBe("");
});
