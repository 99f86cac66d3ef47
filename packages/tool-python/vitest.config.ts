import { defineProject } from "vitest/config";

export default defineProject({
  test: {
    // Starting Python takes seconds where the machine is busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
