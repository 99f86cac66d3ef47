import { expect, test } from "vitest";
import { retryAfterMs } from "./retry-after.ts";

const date = "Mon, 23 Nov 2026 10:00:00 GMT";

test.each<readonly [Record<string, string> | undefined, number | null]>([
  [undefined, null],
  [{}, null],
  [{ "retry-after": "2" }, 2_000],
  [{ "retry-after": "0.5" }, 500],
  [{ "retry-after-ms": "120", "retry-after": "2" }, 120],
  [{ "retry-after-ms": "soon", "retry-after": "2" }, 2_000],
  [{ "retry-after": "Mon, 23 Nov 2026 10:00:30 GMT", date }, 30_000],
  [{ "retry-after": "Mon, 23 Nov 2026 09:00:00 GMT", date }, 0],
  [{ "retry-after": "Mon, 23 Nov 2026 10:00:30 GMT" }, null],
  [{ "retry-after": "-5" }, null],
  [{ "retry-after": "1e9" }, null],
  [{ "retry-after": "99999999999" }, 24 * 60 * 60 * 1_000],
  [{ "retry-after": "soon", date }, null],
])("%j asks for %s ms", (headers, expected) => {
  expect(retryAfterMs(headers)).toBe(expected);
});
