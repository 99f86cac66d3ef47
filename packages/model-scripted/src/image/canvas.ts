/** Pixels, each the number of a color of a palette. */
export class Canvas {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** The pixels, row by row from the top left. */
  readonly pixels: Uint8Array;

  /**
   * @param width - in pixels
   * @param height - in pixels
   */
  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint8Array(width * height);
  }

  /** Colors what of a rectangle lies on the canvas. */
  rectangle(left: number, top: number, width: number, height: number, color: number): void {
    this.#fill(left, top, width, height, color, () => true);
  }

  /** Colors what of a disc lies on the canvas. */
  disc(x: number, y: number, radius: number, color: number): void {
    const isInside = (column: number, row: number): boolean =>
      (column - x) ** 2 + (row - y) ** 2 <= radius ** 2;
    this.#fill(x - radius, y - radius, 2 * radius, 2 * radius, color, isInside);
  }

  /** Colors what of a triangle lies on the canvas: its tip is in the middle of the upper side. */
  triangle(left: number, top: number, width: number, height: number, color: number): void {
    const isInside = (column: number, row: number): boolean =>
      Math.abs(column - left - width / 2) <= ((row - top) / height) * (width / 2);
    this.#fill(left, top, width, height, color, isInside);
  }

  #fill(
    left: number,
    top: number,
    width: number,
    height: number,
    color: number,
    isInside: (column: number, row: number) => boolean,
  ): void {
    const endRow = Math.min(this.height, Math.round(top + height));
    const endColumn = Math.min(this.width, Math.round(left + width));
    for (let row = Math.max(0, Math.round(top)); row < endRow; row++) {
      for (let column = Math.max(0, Math.round(left)); column < endColumn; column++) {
        if (isInside(column, row)) this.pixels[row * this.width + column] = color;
      }
    }
  }
}
