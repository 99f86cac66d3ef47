/** One figure of a measure. */
export interface Row {
  /** Which measure it belongs to. */
  readonly measure: string;
  /** What was done. */
  readonly what: string;
  readonly value: number;
  /** The value's unit. */
  readonly unit: string;
  /** The value by that of the comparison; absent: nothing is compared. */
  readonly ratio?: number;
  /** What it is compared with; absent: nothing. */
  readonly comparedWith?: string;
  /** What is aimed at; absent: nothing, the figure informs. */
  readonly aim?: Aim;
}

/** The most, or the least, that a figure should be. */
export type Aim =
  | { readonly of: "value" | "ratio"; readonly most: number }
  | { readonly of: "value" | "ratio"; readonly least: number };

/** A question with figures as its answer. */
export interface Measure {
  readonly name: string;
  /** What is measured and how, for the reader of the table. */
  readonly about: string;
  readonly run: () => Promise<readonly Row[]>;
}

/** @returns whether the figure is what was aimed at; undefined: nothing was */
export function meetsAim({ aim, ratio, value }: Row): boolean | undefined {
  if (aim === undefined) return undefined;
  const figure = aim.of === "ratio" ? (ratio ?? Number.NaN) : value;
  return "most" in aim ? figure <= aim.most : figure >= aim.least;
}
