const lineLimit = 120;

/** The sections that a package's README may have, in the order in which a reader meets them. */
const ordered: readonly string[] = ["Install", "Use", "Options", "Related"];

/**
 * @param readme - the text, or undefined if there is no such file
 * @param name - the package's name
 * @returns what sets it apart from its siblings' READMEs, as sentences
 */
export function readmeProblems(readme: string | undefined, name: string): readonly string[] {
  if (readme === undefined) return ["README.md is missing"];
  const lines = readme.trimEnd().split("\n");
  const sections = lines
    .filter((line) => line.startsWith("## "))
    .map((line) => line.slice(3).trim())
    .filter((section) => ordered.includes(section));
  const problems: string[] = [];
  if (lines[0] !== `# ${name}`) problems.push(`README.md does not begin with "# ${name}"`);
  if (lines.length > lineLimit) problems.push(`README.md is longer than ${lineLimit} lines`);
  if (!lines.some((line) => /^(npm|pnpm) (install|add) /.test(line) && line.includes(name))) {
    problems.push("README.md does not say how to install the package");
  }
  if (!lines.some((line) => line.includes(`from "${name}`))) {
    problems.push("README.md does not show an import of the package");
  }
  if (sections.join() !== ordered.filter((section) => sections.includes(section)).join()) {
    problems.push(`README.md has its sections in the order ${sections.join(", ")}`);
  }
  return problems;
}
