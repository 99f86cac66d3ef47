import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ReflectionKind } from "typedoc";

const folder = join(import.meta.dirname, "../packages");

/** The public packages: everything under packages/ that is not private. */
const packages = readdirSync(folder).filter((name) => {
  const manifest = JSON.parse(readFileSync(join(folder, name, "package.json"), "utf8"));
  return manifest.private !== true;
});

/** The main door of a package with several doors comes without a name. */
function nameMainDoor(app) {
  app.on("reviveProject", (project) => {
    for (const module of project.getReflectionsByKind(ReflectionKind.Module)) {
      if (module.name === "") module.name = "main";
    }
  });
}

export default {
  plugin: ["typedoc-plugin-markdown", nameMainDoor],
  entryPointStrategy: "packages",
  entryPoints: packages.map((name) => join(folder, name)),
  name: "API reference",
  out: "reference",
  entryFileName: "index",
  hidePageHeader: true,
  readme: "none",
  // Links to lines need a remote, which a copy of the sources may not have.
  packageOptions: { readme: "none", disableSources: true },
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
