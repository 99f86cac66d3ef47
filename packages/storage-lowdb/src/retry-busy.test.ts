import { describe, expect, it } from "vitest";
import { retryBusy } from "./retry-busy.ts";

const noPause = async (): Promise<void> => {};

function failing(times: number, code: string): () => Promise<number> {
  let calls = 0;
  return async () => {
    calls++;
    if (calls <= times) throw Object.assign(new Error(code), { code });
    return calls;
  };
}

describe("retryBusy", () => {
  it("waits until the file is free", async () => {
    await expect(retryBusy(failing(3, "EBUSY"), noPause)).resolves.toBe(4);
  });

  it("gives up at last", async () => {
    await expect(retryBusy(failing(99, "EPERM"), noPause)).rejects.toThrow("EPERM");
  });

  it("does not repeat what fails for another reason", async () => {
    await expect(retryBusy(failing(1, "ENOSPC"), noPause)).rejects.toThrow("ENOSPC");
  });
});
