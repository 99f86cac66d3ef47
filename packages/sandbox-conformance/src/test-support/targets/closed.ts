/** A sandbox that does not open. */
export const openSandbox = (): never => {
  throw new Error("no sandbox here");
};
