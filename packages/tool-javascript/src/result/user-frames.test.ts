import { expect, test } from "vitest";
import { userFrames } from "./user-frames.ts";

test("only the frames of the code are kept, as the author counts its lines", () => {
  const stack = `    at map (native)
    at inner (code.js:4:9)
    at call (<sandbox>:12:3)
    at <eval> (code.js:7:1)
    at <sandbox> (<sandbox>:1:1)
`;
  expect(userFrames(stack, 1)).toEqual({
    stack: "    at inner (code.js:3:9)\n    at <eval> (code.js:6:1)",
    line: 3,
    column: 9,
  });
});

test("a stack that the code made up brings nothing but such lines, and not many", () => {
  const forged = [
    "secret text",
    "    at /etc/passwd:1:1",
    "    at x (code.js:0:1)",
    ...Array.from({ length: 50 }, (_, index) => `    at f (code.js:${index + 1}:1)`),
  ];
  const { stack, line } = userFrames(forged.join("\n"), 0);
  expect(line).toBe(1);
  expect(stack.split("\n")).toHaveLength(20);
  expect(stack).not.toContain("secret");
  expect(userFrames("nothing", 0)).toEqual({ stack: "" });
});
