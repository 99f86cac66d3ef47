import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { loadPackage } from "./load-package.ts";

it("names a package that is missing, and how to install it", async () => {
  const load = (): Promise<unknown> => import(`${"no-such-package"}`);
  await expect(loadPackage("pg", "pg@8", load)).rejects.toMatchObject({
    code: "missing_package",
    packageName: "pg",
    message: expect.stringContaining("npm install pg@8"),
  });
});

it("loads nothing when a door of this package is imported, and when a storage is made", () => {
  const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  const doors = Object.values(JSON.parse(manifest).exports).filter((door) =>
    String(door).startsWith("./src/"),
  );
  expect(doors).toHaveLength(5);
  const program = `
    import { registerHooks } from "node:module";
    const loaded = [];
    registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
    const doors = await Promise.all(${JSON.stringify(doors)}.map((door) =>
      import(new URL(door, "${new URL("../../", import.meta.url)}").href)));
    const { sqlite, libsql, postgres, pglite } = Object.assign({}, ...doors);
    const storages = [sqlite("a.db"), libsql("b.db"), postgres("postgres://x"), pglite("c")];
    await Promise.all(storages.map((storage) => storage.close()));
    const heavy = /kysely|libsql\\/|node:sqlite|\\/pg\\/|pglite\\//;
    const found = loaded.filter((url) => url.includes("/node_modules/") || url === "node:sqlite");
    console.log(JSON.stringify(found.filter((url) => heavy.test(url))));
  `;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ["--input-type=module", "--eval", program],
    { encoding: "utf8" },
  );
  expect(stderr).toBe("");
  expect(JSON.parse(stdout)).toEqual([]);
});
