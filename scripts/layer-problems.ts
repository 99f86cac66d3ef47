import { builtinModules } from "node:module";
import { join, posix } from "node:path";
import type { LayerRule } from "./layer-table.ts";
import { helperLibraries, layerTable, lazyLibraries } from "./layer-table.ts";
import type { SourceImport } from "./source-imports.ts";
import { readImports } from "./source-imports.ts";
import type { Manifest, WorkspacePackage } from "./workspace.ts";
import { isTestFile, readWorkspace, runtimeDependencies, scope } from "./workspace.ts";

/** Who imports: a package, and whether by a file that only its tests use. */
interface Importer {
  readonly name: string;
  readonly rule: LayerRule;
  readonly inTest: boolean;
}

/** Every breach of the layer table in the workspace at `root`, as sentences; none: the layers hold. */
export function layerProblems(root: string): readonly string[] {
  return readWorkspace(root).flatMap((member) => {
    const name = shortName(member);
    const rule = ruleOf(member, name);
    const found = [
      ...manifestProblems(member.manifest, rule),
      ...readImports(join(root, member.folder)).flatMap((one) =>
        importProblems(one, { name, rule, inTest: isTestFile(one.file, member.manifest) }),
      ),
    ];
    return found.map((problem) => `${member.folder}: ${problem}`);
  });
}

function shortName(member: WorkspacePackage): string {
  return member.manifest.name?.replace(scope, "") ?? member.folder;
}

/** Examples and docs are applications whatever their names are. */
function ruleOf(member: WorkspacePackage, name: string): LayerRule {
  const application = layerTable.at(-1) as LayerRule;
  if (!member.folder.startsWith("packages/")) return application;
  return layerTable.find((rule) => rule.packages.test(name)) ?? application;
}

function manifestProblems(manifest: Manifest, rule: LayerRule): readonly string[] {
  const installed = runtimeDependencies(manifest);
  const own = installed
    .filter((name) => name.startsWith(scope))
    .filter((name) => !rule.own.test(name.slice(scope.length)))
    .map((name) => `a package of layer ${rule.layer} must not depend on ${name}`);
  const ownInTests = Object.keys(manifest.devDependencies ?? {})
    .filter((name) => name.startsWith(scope))
    .filter((name) => !isOwnAllowed(name.slice(scope.length), rule, true))
    .map((name) => `the tests of layer ${rule.layer} must not depend on ${name}`);
  return [...own, ...ownInTests, ...libraryProblems(manifest, rule)];
}

function libraryProblems(manifest: Manifest, rule: LayerRule): readonly string[] {
  const { libraries } = rule;
  if (typeof libraries === "number") {
    const direct = Object.keys(manifest.dependencies ?? {}).filter(
      (name) => !name.startsWith(scope) && !helperLibraries.includes(name),
    );
    return direct.length <= libraries
      ? []
      : [`layer ${rule.layer} wraps at most ${libraries} library, found ${direct.join(", ")}`];
  }
  return runtimeDependencies(manifest)
    .filter((name) => !name.startsWith(scope) && !libraries.includes(name))
    .map((name) => `layer ${rule.layer} must not depend on the library ${name}`);
}

function importProblems(one: SourceImport, importer: Importer): readonly string[] {
  const { file, specifier } = one;
  const { name, rule, inTest } = importer;
  if (specifier.startsWith(".")) {
    const target = posix.normalize(posix.join(posix.dirname(file), specifier));
    return target.startsWith("..") ? [`${file} reaches out of its package: ${specifier}`] : [];
  }
  if (isBuiltin(specifier) && !inTest && !rule.builtins.test(specifier)) {
    return [`${file}: layer ${rule.layer} must not import ${specifier}`];
  }
  if (specifier.startsWith(scope)) return ownImportProblems(one, importer);
  const lazy = lazyLibraries.find(
    (entry) => entry.package === name && isModuleOf(specifier, entry.library),
  );
  if (lazy === undefined || inTest || one.kind === "type") return [];
  if (one.kind === "static") return [`${file} must load ${specifier} on first use, by import()`];
  return file.startsWith(lazy.folder) ? [] : [`${file}: only ${lazy.folder} may load ${specifier}`];
}

function ownImportProblems(one: SourceImport, importer: Importer): readonly string[] {
  const { file, specifier } = one;
  const { name, rule, inTest } = importer;
  const [imported = "", ...door] = specifier.slice(scope.length).split("/");
  if (door.includes("src") || door.includes("dist")) {
    return [`${file} must import the public entry, not ${specifier}`];
  }
  return imported === name || isOwnAllowed(imported, rule, inTest)
    ? []
    : [`${file}: layer ${rule.layer} must not import ${specifier}`];
}

function isOwnAllowed(imported: string, rule: LayerRule, inTest: boolean): boolean {
  return rule.own.test(imported) || (inTest && rule.ownInTests.test(imported));
}

function isBuiltin(specifier: string): boolean {
  return specifier.startsWith("node:") || builtinModules.includes(specifier);
}

function isModuleOf(specifier: string, library: string): boolean {
  return specifier === library || specifier.startsWith(`${library}/`);
}
