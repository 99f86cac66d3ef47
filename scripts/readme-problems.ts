const lineLimit = 120;

/** The sections that every package's README has, and those that it may have, in the order in which a reader meets them. */
const required: readonly string[] = ["Install", "Use"];
const optional: readonly string[] = ["Options", "Related"];
const ordered: readonly string[] = [...required, ...optional];

/**
 * @param readme - the text, or undefined if there is no such file
 * @param name - the package's name
 * @returns what sets it apart from its siblings' READMEs, as sentences
 */
export function readmeProblems(readme: string | undefined, name: string): readonly string[] {
  if (readme === undefined) return ["README.md is missing"];
  const lines = readme.split("\n");
  const sections = lines
    .filter((line) => line.startsWith("## "))
    .map((line) => line.slice(3).trim());
  const known = sections.filter((section) => ordered.includes(section));
  const problems = required
    .filter((section) => !sections.includes(section))
    .map((section) => `README.md has no section ${section}`);
  if (lines[0] !== `# ${name}`) problems.push(`README.md does not begin with "# ${name}"`);
  if (lines.length > lineLimit + 1) problems.push(`README.md is longer than ${lineLimit} lines`);
  if (known.join() !== ordered.filter((section) => known.includes(section)).join()) {
    problems.push(`README.md has its sections in the order ${known.join(", ")}`);
  }
  return problems;
}
