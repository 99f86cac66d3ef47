import { sandboxPlatform } from "@inhouse/tool-python/packages";
import { satisfies, valid } from "@renovatebot/pep440";

/** What the variables of markers are in the sandbox. */
const environment: ReadonlyMap<string, string> = new Map([
  ["implementation_name", "cpython"],
  ["implementation_version", `${sandboxPlatform.python}.0`],
  ["os_name", "posix"],
  ["platform_machine", "wasm32"],
  ["platform_python_implementation", "CPython"],
  ["platform_release", ""],
  ["platform_system", "Emscripten"],
  ["platform_version", ""],
  ["python_full_version", `${sandboxPlatform.python}.0`],
  ["python_version", sandboxPlatform.python],
  ["sys_platform", "emscripten"],
]);

const tokenPattern =
  /\s*(?:(?<text>'[^']*'|"[^"]*")|(?<operator>===|==|~=|!=|<=|>=|<|>|\(|\)|(?:not\s+)?in\b|and\b|or\b)|(?<name>[a-z_.]+))/y;

interface Token {
  readonly kind: "text" | "operator" | "name";
  readonly value: string;
}

/** Old wheels have these with dots, and one of them shorter. */
const currentName = (name: string): string =>
  name.replaceAll(".", "_").replace(/^python_implementation$/, "platform_python_implementation");

function tokensOf(marker: string): Token[] {
  const tokens: Token[] = [];
  tokenPattern.lastIndex = 0;
  const trimmed = marker.trim();
  while (tokenPattern.lastIndex < trimmed.length) {
    const groups = tokenPattern.exec(trimmed)?.groups;
    if (groups === undefined) throw new SyntaxError(`'${marker}' is no marker`);
    const { text, operator, name } = groups;
    if (text !== undefined) tokens.push({ kind: "text", value: text.slice(1, -1) });
    else if (operator !== undefined) tokens.push({ kind: "operator", value: operator });
    else tokens.push({ kind: "name", value: currentName(name ?? "") });
  }
  return tokens;
}

function compare(left: string, operator: string, right: string): boolean {
  if (operator === "in") return right.includes(left);
  if (/^not\s/.test(operator)) return !right.includes(left);
  if (valid(left) !== null && operator !== "===") {
    try {
      return satisfies(left, `${operator}${right}`, { prereleases: true });
    } catch {
      // The right side is no version.
    }
  }
  switch (operator) {
    case "==":
    case "===":
      return left === right;
    case "!=":
      return left !== right;
    case "<":
      return left < right;
    case "<=":
      return left <= right;
    case ">":
      return left > right;
    case ">=":
      return left >= right;
    default:
      return false;
  }
}

class Reader {
  readonly #tokens: readonly Token[];
  readonly #variables: ReadonlyMap<string, string>;
  readonly #marker: string;
  #at = 0;

  constructor(marker: string, variables: ReadonlyMap<string, string>) {
    this.#marker = marker;
    this.#tokens = tokensOf(marker);
    this.#variables = variables;
  }

  read(): boolean {
    const value = this.#or();
    if (this.#at < this.#tokens.length) this.#fail();
    return value;
  }

  #or(): boolean {
    let value = this.#and();
    while (this.#take("or")) value = this.#and() || value;
    return value;
  }

  #and(): boolean {
    let value = this.#comparison();
    while (this.#take("and")) value = this.#comparison() && value;
    return value;
  }

  #comparison(): boolean {
    if (this.#take("(")) {
      const value = this.#or();
      if (!this.#take(")")) this.#fail();
      return value;
    }
    const left = this.#operand();
    const operator = this.#tokens[this.#at];
    this.#at += 1;
    if (operator?.kind !== "operator") return this.#fail();
    return compare(left, operator.value, this.#operand());
  }

  #operand(): string {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    if (token?.kind === "text") return token.value;
    const value = token?.kind === "name" ? this.#variables.get(token.value) : undefined;
    return value ?? this.#fail();
  }

  #take(operator: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== "operator" || token.value !== operator) return false;
    this.#at += 1;
    return true;
  }

  #fail(): never {
    throw new SyntaxError(`'${this.#marker}' is no marker`);
  }
}

/**
 * @param marker - the condition of a requirement, as PEP 508 has it
 * @param extras - the extras that are asked for
 * @returns whether it holds in the sandbox
 * @throws SyntaxError if it is no marker
 */
export function markerHolds(marker: string, extras: readonly string[]): boolean {
  return ["", ...extras].some((extra) =>
    new Reader(marker, new Map([...environment, ["extra", extra]])).read(),
  );
}
