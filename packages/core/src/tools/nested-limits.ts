/** How long the arguments of a call that code makes may be, in characters of JSON. */
export const argumentCharacters: number = 256 * 1024;

/** How long the arguments of all calls that one call makes may be together, as the step keeps them. */
export const allArgumentCharacters: number = 2 * argumentCharacters;

/** How long an output may be that code takes, in characters. */
export const resultCharacters: number = 1024 * 1024;

/**
 * How much of the outputs that one call's code took the step keeps, in characters: the step is written again with every call,
 * and read with every prompt of its thread.
 */
export const allKeptCharacters: number = 256 * 1024;

/** How much of an output is kept behind that, for people to read, in characters. */
export const excerptCharacters: number = 1_000;

/**
 * How long a call waits for others of the same code before a person is asked, in milliseconds, so that what the code calls at
 * once is asked about at once.
 */
export const gatherMs: number = 50;
