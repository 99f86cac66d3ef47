/**
 * Listens for Ctrl-C and SIGTERM. A second one does not wait for a clean end.
 *
 * @returns resolves with the first one
 */
export function onStopSignal(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const hear = (signal: NodeJS.Signals): void => {
      if (asked) process.exit(signal === "SIGINT" ? 130 : 143);
      asked = true;
      resolve();
    };
    process.on("SIGINT", hear);
    process.on("SIGTERM", hear);
  });
}
