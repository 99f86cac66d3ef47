// Starting Python takes seconds where the machine is busy.
export default { test: { testTimeout: 60_000, hookTimeout: 60_000 } };
