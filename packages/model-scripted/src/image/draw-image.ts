import { Canvas } from "./canvas.ts";
import type { IndexedImage } from "./encode-png.ts";
import type { Random } from "./seeded-random.ts";
import { seededRandom } from "./seeded-random.ts";
import { textHeight, writeText } from "./write-text.ts";

/** What a drawing depends on. */
export interface Motif {
  /** What is written below the drawing, and decides what it looks like. */
  readonly prompt: string;
  /** What else it depends on: equal motifs look alike. */
  readonly salt: string;
  /** Whether it is a changed image: those have a frame. */
  readonly isEdit: boolean;
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
}

const [paper, ink] = [0, 1];
const shapeColors = 6;
const label = "Offline drawing";

/**
 * Draws colored shapes that depend on nothing but the motif, with the prompt below them.
 *
 * @param motif - what to draw
 * @returns the image
 */
export function drawImage(motif: Motif): IndexedImage {
  const { prompt, width, height } = motif;
  const random = seededRandom(`${motif.salt}\n${prompt}`);
  const canvas = new Canvas(width, height);
  const palette = [0xfaf7f0, 0x22222a, ...shadesFrom(random)];
  const scale = Math.max(1, Math.round(Math.min(width, height) / 170));
  const margin = 4 * scale;
  const caption = textHeight(3, scale) + margin;
  drawShapes(canvas, random);
  if (motif.isEdit) drawFrame(canvas, 2 * scale);
  canvas.rectangle(0, height - caption, width, caption, ink);
  const place = { left: margin, width: width - 2 * margin, scale };
  const top = height - caption + margin;
  writeText(canvas, label, { ...place, top, lines: 1, color: 2 });
  const below = top + textHeight(1, scale);
  writeText(canvas, prompt, { ...place, top: below, lines: 2, color: paper });
  return { width, height, pixels: canvas.pixels, palette };
}

/** The sky, the ground, and shapes from far to near. */
function drawShapes(canvas: Canvas, random: Random): void {
  const { width, height } = canvas;
  const unit = Math.min(width, height);
  const horizon = height * (0.45 + 0.2 * random());
  canvas.rectangle(0, 0, width, horizon, 2);
  canvas.rectangle(0, horizon, width, height - horizon, 3);
  canvas.disc(
    width * random(),
    horizon * (0.2 + 0.4 * random()),
    unit * (0.06 + 0.1 * random()),
    4,
  );
  const count = 4 + Math.floor(5 * random());
  for (let index = 0; index < count; index++) {
    const size = unit * (0.12 + 0.25 * random());
    const left = width * (1.1 * random() - 0.05) - size / 2;
    const foot = horizon + (height - horizon) * 0.5 * (index / count);
    const color = 5 + Math.floor(3 * random());
    const kind = random();
    if (kind < 0.4) canvas.triangle(left, foot - size, size * 1.2, size, color);
    else if (kind < 0.7) canvas.disc(left + size / 2, foot - size / 2, size / 2, color);
    else canvas.rectangle(left, foot - size, size * 0.6, size, color);
  }
}

function drawFrame(canvas: Canvas, thickness: number): void {
  const { width, height } = canvas;
  canvas.rectangle(0, 0, width, thickness, 4);
  canvas.rectangle(0, 0, thickness, height, 4);
  canvas.rectangle(width - thickness, 0, thickness, height, 4);
}

/** Colors of one mood: their hues are spread evenly from where chance put the first. */
function shadesFrom(random: Random): number[] {
  const first = random();
  return Array.from({ length: shapeColors }, (_, index) =>
    colorOf((first + index / shapeColors) % 1, 0.45 + 0.25 * random(), 0.5 + 0.25 * random()),
  );
}

/** @returns the color of a hue, a saturation and a lightness, each from 0 to 1 */
function colorOf(hue: number, saturation: number, lightness: number): number {
  const spread = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number): number => {
    const k = (offset + hue * 12) % 12;
    return Math.round(255 * (lightness - spread * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return (channel(0) << 16) | (channel(8) << 8) | channel(4);
}
