import { expect, test } from "vitest";
import { markerHolds } from "./marker.ts";

test.each<[string, boolean]>([
  ["python_version >= '3.8'", true],
  ["python_version < '3.10'", false],
  ["python_version < '3.10' or python_full_version >= '3.14'", true],
  ["sys_platform == 'win32'", false],
  ['sys_platform != "win32" and os_name == "posix"', true],
  ["platform_machine in 'wasm32 wasm64'", true],
  ["platform_machine not in 'x86_64 aarch64'", true],
  ["'linux' in sys_platform", false],
  ["(python_version < '3' or extra == 'fast') and implementation_name == 'cpython'", true],
  ["extra == 'docs'", false],
  ["os.name == 'nt' or python_implementation == 'CPython'", true],
  ["python_version in '3.13, 3.14'", true],
])("'%s' is %s in the sandbox", (marker, holds) => {
  expect(markerHolds(marker, ["fast"])).toBe(holds);
});

test.each([
  "",
  "python_version",
  "python_version >",
  "(os_name == 'a'",
  "os_name == 'a' xor",
  "no_name == 'a'",
])("'%s' is no marker", (marker) => {
  expect(() => markerHolds(marker, [])).toThrow(SyntaxError);
});
