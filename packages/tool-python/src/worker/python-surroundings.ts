/** What Python knows of the world around it. It is part of every snapshot. */
export const pythonSurroundings: {
  readonly env: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  readonly executable: string;
} = {
  // The seed of string hashes is part of the snapshot, and so the same in all sessions whatever it is; a fixed one makes
  // snapshots of one source alike.
  env: { HOME: "/home/user", PYTHONHASHSEED: "0" },
  args: [],
  executable: "python",
};
