import { expect, test } from "vitest";
import { isModelImage, mediaTypeOf } from "./media-type.ts";

const bytes = (text: string): Uint8Array => Buffer.from(text, "latin1");

test.each([
  ["a.png", bytes("\x89PNG\r\n\x1a\n…"), "image/png", true],
  ["a.jpg", bytes("\xff\xd8\xff\xe0"), "image/jpeg", true],
  ["a.gif", bytes("GIF89a"), "image/gif", true],
  ["a.webp", bytes("RIFF0000WEBP"), "image/webp", true],
  ["a.webp", bytes("RIFF0000WAVE"), "application/octet-stream", false],
  ["a.png", bytes("<html>"), "application/octet-stream", false],
  ["a.txt", bytes("\x89PNG\r\n\x1a\n"), "image/png", true],
  ["a.SVG", bytes("<svg/>"), "image/svg+xml", false],
  ["table.csv", bytes(""), "text/csv", false],
  ["noextension", bytes("x"), "application/octet-stream", false],
])("%s is told from its content and its name", (name, content, mediaType, forModels) => {
  expect(mediaTypeOf(name, content)).toBe(mediaType);
  expect(isModelImage(mediaType)).toBe(forModels);
});
