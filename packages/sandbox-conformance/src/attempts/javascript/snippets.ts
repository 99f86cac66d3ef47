import type { HostFacts } from "../attempt.ts";
import { lostBy } from "../attempt-family.ts";

/** What a context of `node:vm` loses by an attempt. */
export const vm: ReturnType<typeof lostBy> = lostBy("node-vm");

/** What code loses that is simply evaluated in a worker. */
export const plain: ReturnType<typeof lostBy> = lostBy("worker-eval");

/** For an attempt that no control is open to, or that aims at what only one sandbox has. */
export const none = null;

/**
 * @returns JavaScript that defines `loot`: from a function constructor, or from a global object, it takes what there is to
 * take of the host
 */
export const loot = ({ variable, secretFile, realmProof }: HostFacts): string => `
const loot = (from) => {
  const home = typeof from === "function" ? from("return globalThis")() : from;
  const process = home?.process;
  if (typeof process !== "object" || process === null) return "nothing";
  const found = [${realmProof}, process.env?.${variable}];
  try {
    found.push(process.getBuiltinModule("fs").readFileSync("${secretFile}", "utf8"));
  } catch (error) {
    found.push(String(error));
  }
  return found.join(" ");
};
`;

/** @returns JavaScript that runs a command which leaves the marker, where `process` is Node's */
export const command = ({ markerFile }: HostFacts): string =>
  `process.getBuiltinModule("child_process").execSync("echo command > '${markerFile}'")`;

/** A stranger who uses what an attacker may have changed, and what is to come of it. */
export const stranger = {
  code: `const log = [];
for (const key in {}) log.push(key);
log.push([3, 1, 2].map((n) => n * 2).sort().join(), JSON.stringify({ a: [1] }), typeof leak, typeof globalThis.leak);
log.push(String(new Date(0).getTime()), "a-b".replace("-", "+"), String([..."ab"].length), await Promise.resolve("then"));
return "found " + log.join(" ");`,
  session: "stranger",
  expected: 'found 2,4,6 {"a":[1]} undefined undefined 0 a+b 2 then',
} as const;
