// Each attempt is a process of its own, which takes seconds where the machine is busy.
export default { test: { testTimeout: 120_000, hookTimeout: 60_000 } };
