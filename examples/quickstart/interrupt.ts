/**
 * Lets Ctrl-C end things well: the first one asks, the second one does not wait.
 *
 * @param ask - told once
 * @returns takes the handlers away again
 */
export function onInterrupt(ask: () => void): () => void {
  let isAsked = false;
  const interrupted = (signal: NodeJS.Signals): void => {
    if (isAsked) process.exit(signal === "SIGINT" ? 130 : 143);
    isAsked = true;
    ask();
  };
  process.on("SIGINT", interrupted);
  process.on("SIGTERM", interrupted);
  return () => {
    process.off("SIGINT", interrupted);
    process.off("SIGTERM", interrupted);
  };
}
