import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** A version of Node.js, as far as it matters. */
export interface NodeVersion {
  readonly major: number;
  readonly minor: number;
}

function parse(text: string): NodeVersion | null {
  const match = /^v?(\d+)\.(\d+)\./.exec(text);
  return match === null ? null : { major: Number(match[1]), minor: Number(match[2]) };
}

/**
 * @param nodePath - a Node.js; absent: that of this process
 * @returns its version, or null if it cannot be run or is something else
 */
export async function nodeVersion(nodePath: string | undefined): Promise<NodeVersion | null> {
  if (nodePath === undefined) return parse(process.versions.node);
  try {
    const { stdout } = await promisify(execFile)(nodePath, ["--version"], { env: {}, cwd: "/" });
    return parse(stdout);
  } catch {
    return null;
  }
}

/** @returns whether this Node.js has the permission model under its final name */
export const hasPermissionModel = ({ major, minor }: NodeVersion): boolean =>
  major > 22 || (major === 22 && minor >= 13);

/** @returns whether the permission model of this Node.js covers the network */
export const permissionsCoverNetwork = ({ major }: NodeVersion): boolean => major >= 25;
