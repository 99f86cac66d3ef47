// Workers start, and code runs into its limits, which takes seconds where the machine is busy.
export default { test: { testTimeout: 60_000, hookTimeout: 60_000 } };
