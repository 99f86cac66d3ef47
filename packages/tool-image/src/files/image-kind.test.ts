import fc from "fast-check";
import { expect, test } from "vitest";
import { imageKind } from "./image-kind.ts";

const latin = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, "latin1"));

const heads = [
  latin("\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x20\0\0\0\x10"),
  latin("\xff\xd8\xff\xe0\0\x10JFIF\0"),
  latin("GIF89a\x20\0\x10\0"),
  latin("RIFF\0\0\0\0WEBPVP8L"),
];

test("bytes after any head of an image are told or refused, and never take long", () => {
  fc.assert(
    fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 200 }), (head, tail) => {
      const kind = imageKind(Buffer.concat([head, tail]));
      expect(kind === undefined || kind.mediaType.startsWith("image/")).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ["nothing", ""],
  ["a picture with a script in it", '<svg width="1" height="1" onload="x()"/>'],
  ["a page", "<html>"],
  ["an image without a size", "\x89PNG\r\n\x1a\n"],
  ["an image of no pixels", "GIF89a\0\0\0\0"],
])("%s is no image that is kept", (_, text) => {
  expect(imageKind(latin(text))).toBeUndefined();
});
