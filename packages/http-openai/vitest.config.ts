export default {
  test: {
    globalSetup: ["@inhouse/postgres-server/vitest"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
};
