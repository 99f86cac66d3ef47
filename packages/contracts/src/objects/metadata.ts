/**
 * Up to 16 pairs of strings that a caller attaches to an object: keys of at most 64 characters, values of at most 512.
 * An update replaces the whole map.
 */
export type Metadata = Readonly<Record<string, string>>;
