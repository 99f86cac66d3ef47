import { expect, test } from "vitest";
import { createOutputWriter } from "./output-writer.ts";

function recordingWriter(limitBytes: number) {
  const sent: [string, string][] = [];
  const writer = createOutputWriter({
    limitBytes,
    send: (stream, text) => sent.push([stream, text]),
    full: () => new Error("full"),
  });
  writer.begin();
  return { sent, writer };
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test("text is sent at once, and characters that were cut are joined", () => {
  const { sent, writer } = recordingWriter(100);
  writer.stdout.write(bytes("é").slice(0, 1));
  writer.stderr.write(bytes("error"));
  writer.stdout.write(bytes("é").slice(1));
  expect(sent).toEqual([
    ["stderr", "error"],
    ["stdout", "é"],
  ]);
});

test("many small pieces are sent in few messages, and none is lost", () => {
  const { sent, writer } = recordingWriter(1_000_000);
  for (let n = 0; n < 100_000; n += 1) writer.stdout.write(bytes("x"));
  expect(writer.end()).toBe(false);
  expect(sent.length).toBeLessThan(600);
  expect(sent.map(([, text]) => text).join("")).toBe("x".repeat(100_000));
});

test("a long text is sent in pieces, and no character is cut in two", () => {
  const { sent, writer } = recordingWriter(1_000_000);
  const text = `x${"\u{1f40d}".repeat(50_000)}`;
  writer.stdout.write(bytes(text));
  expect(sent.map(([, piece]) => piece).join("")).toBe(text);
  expect(sent.every(([, piece]) => piece.length <= 32_768 && piece.isWellFormed())).toBe(true);
});

test("the write over the limit fails, later ones are swallowed, and a new call begins afresh", () => {
  const { sent, writer } = recordingWriter(5);
  writer.stdout.write(bytes("abc"));
  expect(() => writer.stdout.write(bytes("defg"))).toThrow("full");
  expect(writer.stdout.write(bytes("hij"))).toBe(3);
  expect(writer.end()).toBe(true);
  expect(sent.map(([, text]) => text).join("")).toBe("abcde");
  writer.begin();
  writer.stdout.write(bytes("new"));
  expect(writer.end()).toBe(false);
});
