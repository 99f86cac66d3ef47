import { defineConfig } from "vitest/config";

const report = process.env.INHOUSE_TEST_REPORT;

export default defineConfig({
  test: {
    reporters: report ? ["default", ["json", { outputFile: report }]] : ["default"],
    projects: [
      "packages/*",
      { test: { name: "docs", root: "docs", include: ["**/*.test.ts"] } },
      // Examples start processes, which takes seconds where the machine is busy.
      {
        test: {
          name: "examples",
          root: "examples",
          include: ["**/*.test.ts"],
          testTimeout: 60_000,
        },
      },
      { test: { name: "scripts", root: "scripts", include: ["**/*.test.ts"] } },
    ],
  },
});
