import type { Canvas } from "./canvas.ts";

/** Glyphs of three by five pixels: five rows of three bits each, in octal, from the top. */
const glyphs: ReadonlyMap<string, string> = new Map(
  Object.entries({
    A: "25755",
    B: "65656",
    C: "34443",
    D: "65556",
    E: "74647",
    F: "74644",
    G: "34553",
    H: "55755",
    I: "72227",
    J: "11152",
    K: "55655",
    L: "44447",
    M: "57755",
    N: "57775",
    O: "25552",
    P: "65644",
    Q: "25563",
    R: "65655",
    S: "34216",
    T: "72222",
    U: "55557",
    V: "55552",
    W: "55575",
    X: "55255",
    Y: "55222",
    Z: "71247",
    "0": "75557",
    "1": "26227",
    "2": "61247",
    "3": "61216",
    "4": "55711",
    "5": "74616",
    "6": "34652",
    "7": "71222",
    "8": "25252",
    "9": "25316",
    " ": "00000",
    ".": "00002",
    ",": "00024",
    ":": "02020",
    ";": "02024",
    "!": "22202",
    "?": "61202",
    "-": "00700",
    "+": "02720",
    "/": "11244",
    "'": "22000",
    '"': "55000",
    "(": "12221",
    ")": "42224",
    "&": "25253",
    "%": "51245",
  }),
);

/** Stands for all that has no glyph. */
const unknown = "75557";

/** How many pixels of a glyph one character takes, with the space behind it. */
const advance = 4;

/** How many pixels of a glyph one line takes, with the space below it. */
const lineHeight = 7;

/** Where and how to write. */
export interface TextPlace {
  readonly left: number;
  readonly top: number;
  /** How far lines reach, in pixels. */
  readonly width: number;
  /** How many lines there is room for. */
  readonly lines: number;
  /** How many pixels of the canvas make one of a glyph. */
  readonly scale: number;
  readonly color: number;
}

/** Writes a text in small capitals. What has no room is left out. */
export function writeText(canvas: Canvas, text: string, place: TextPlace): void {
  const { left, top, width, lines, scale, color } = place;
  const perLine = Math.max(1, Math.floor(width / (advance * scale)));
  for (const [row, line] of wrap(text, perLine).slice(0, lines).entries()) {
    for (const [column, character] of [...line].entries()) {
      const x = left + column * advance * scale;
      writeGlyph(canvas, character, x, top + row * lineHeight * scale, scale, color);
    }
  }
}

/** How high so many lines are, in pixels. */
export function textHeight(lines: number, scale: number): number {
  return lines * lineHeight * scale;
}

function writeGlyph(
  canvas: Canvas,
  character: string,
  left: number,
  top: number,
  scale: number,
  color: number,
): void {
  const glyph = glyphs.get(character.toUpperCase()) ?? unknown;
  for (const [y, bits] of [...glyph].entries()) {
    for (const [x, bit] of [4, 2, 1].entries()) {
      if ((Number(bits) & bit) === 0) continue;
      canvas.rectangle(left + x * scale, top + y * scale, scale, scale, color);
    }
  }
}

/** Breaks at spaces, and words that are too long wherever they must be broken. */
function wrap(text: string, perLine: number): string[] {
  const lines = [""];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1) ?? "";
    if (last !== "" && [...last].length + 1 + [...word].length <= perLine) {
      lines[lines.length - 1] = `${last} ${word}`;
      continue;
    }
    const letters = [...word];
    if (last === "") lines.pop();
    do lines.push(letters.splice(0, perLine).join(""));
    while (letters.length > 0);
  }
  return lines;
}
