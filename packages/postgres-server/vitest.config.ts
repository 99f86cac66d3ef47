// A server starts within a second, and within several where the machine is busy.
export default {
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    globalSetup: ["@inhouse/postgres-server/vitest"],
  },
};
