import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync, Visitor } from "oxc-parser";

/** One import in a source file. */
export interface SourceImport {
  /** The file, relative to the package's folder, with `/`. */
  readonly file: string;
  /** What is imported, as written. */
  readonly specifier: string;
  /** `static` and `dynamic` run code; `type` is erased. */
  readonly kind: "static" | "dynamic" | "type";
}

const sourceFile = /(?<!\.d)\.(ts|tsx|mts)$/;
const skippedFolders = new Set(["node_modules", "dist", "reference", "cache", "coverage"]);

/** Every import of every TypeScript file under the folder. */
export function readImports(folder: string): readonly SourceImport[] {
  return sourceFiles(folder, "").flatMap((file) =>
    parseImports(file, readFileSync(join(folder, file), "utf8")),
  );
}

/** The imports and re-exports of one file, `import()` calls and `import("…")` types included. */
function parseImports(file: string, source: string): readonly SourceImport[] {
  const found: SourceImport[] = [];
  const add = (specifier: string, kind: SourceImport["kind"]): void => {
    found.push({ file, specifier, kind });
  };
  const { program } = parseSync(file, source);
  new Visitor({
    ImportDeclaration: (node) => add(node.source.value, kindOf(node.importKind)),
    ExportAllDeclaration: (node) => add(node.source.value, kindOf(node.exportKind)),
    ExportNamedDeclaration: (node) => {
      if (node.source) add(node.source.value, kindOf(node.exportKind));
    },
    ImportExpression: (node) => {
      if (node.source.type === "Literal" && typeof node.source.value === "string") {
        add(node.source.value, "dynamic");
      }
    },
    TSImportType: (node) => add(node.source.value, "type"),
  }).visit(program);
  return found;
}

function kindOf(kind: "type" | "value" | null | undefined): SourceImport["kind"] {
  return kind === "type" ? "type" : "static";
}

function sourceFiles(folder: string, below: string): readonly string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const file = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return skippedFolders.has(entry.name) ? [] : sourceFiles(folder, file);
    return sourceFile.test(entry.name) ? [file] : [];
  });
}
