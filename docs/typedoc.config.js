import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../packages");

/** The public packages: everything under packages/ that is not private. */
const packages = readdirSync(folder).filter((name) => {
  const manifest = JSON.parse(readFileSync(join(folder, name, "package.json"), "utf8"));
  return manifest.private !== true;
});

export default {
  plugin: ["typedoc-plugin-markdown"],
  entryPointStrategy: "packages",
  entryPoints: packages.map((name) => join(folder, name)),
  name: "API reference",
  out: "reference",
  entryFileName: "index",
  hidePageHeader: true,
  readme: "none",
  disableSources: true,
  excludeExternals: true,
  treatWarningsAsErrors: true,
  treatValidationWarningsAsErrors: true,
  validation: { notDocumented: true, invalidLink: true, notExported: true },
  requiredToBeDocumented: [
    "Accessor",
    "Class",
    "Function",
    "Interface",
    "Method",
    "Property",
    "TypeAlias",
    "Variable",
  ],
  packagesRequiringDocumentation: packages.map((name) => `@inhouse/${name}`),
};
