type Executor = typeof import("./execute-run.ts").executeRun;

let loading: Promise<Executor> | undefined;

/**
 * What executes runs is most of this package, and a process that only creates and reads objects never needs it: it is loaded
 * with the first run.
 *
 * @returns the function that executes a run
 */
export function loadExecutor(): Promise<Executor> {
  loading ??= load();
  return loading;
}

async function load(): Promise<Executor> {
  try {
    return (await import("./execute-run.ts")).executeRun;
  } catch (error) {
    // The next run may have more luck, as where a bundle's part is fetched over a network.
    loading = undefined;
    throw error;
  }
}
