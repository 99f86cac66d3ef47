/** How a package's name begins and goes on, by the rules of Python's package index. */
const namePattern = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,98}[A-Za-z0-9])?$/;

/**
 * @param text - anything
 * @returns whether it can be the name of a package
 */
export const isPackageName = (text: string): boolean => namePattern.test(text);

/**
 * @param name - the name of a package, as somebody writes it
 * @returns the one way in which indexes and lock files write it
 */
export const normalizeName = (name: string): string =>
  name.replaceAll(/[-_.]+/g, "-").toLowerCase();
