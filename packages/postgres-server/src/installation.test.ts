import { spawnSync } from "node:child_process";
import { chmodSync, chownSync, cpSync, lstatSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { findBinaries } from "./find-binaries.ts";
import { prepareInstallation } from "./installation.ts";
import { serverUser } from "./server-user.ts";

const binaries = await findBinaries();

/** @returns a new folder that the server's user owns */
function folderOfServer(): string {
  const folder = mkdtempSync(join(tmpdir(), "installation-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  if (serverUser.uid !== undefined) chownSync(folder, serverUser.uid, serverUser.uid);
  return folder;
}

function version(programs: string, env: Readonly<Record<string, string>>): string {
  const found = spawnSync(join(programs, "initdb"), ["--version"], {
    ...serverUser,
    env,
    encoding: "utf8",
  });
  return found.stdout;
}

it.skipIf(binaries === undefined)("changes nothing in the package with the binaries", async () => {
  const before = lstatSync(join(String(binaries), "lib")).mtimeMs;
  const { programs, environment } = await prepareInstallation(String(binaries), folderOfServer());
  expect(version(programs, environment)).toContain("PostgreSQL");
  expect(lstatSync(join(String(binaries), "lib")).mtimeMs).toBe(before);
});

it.skipIf(binaries === undefined || serverUser.uid === undefined)(
  "copies the binaries from a folder that the server's user may not enter",
  async () => {
    const secret = mkdtempSync(join(tmpdir(), "secret-"));
    onTestFinished(() => rmSync(secret, { recursive: true }));
    chmodSync(secret, 0o700);
    mkdirSync(join(secret, "native"));
    cpSync(String(binaries), join(secret, "native"), { recursive: true });
    const folder = folderOfServer();
    const { programs, environment } = await prepareInstallation(join(secret, "native"), folder);
    expect(programs.startsWith(folder)).toBe(true);
    expect(version(programs, environment)).toContain("PostgreSQL");
  },
);
