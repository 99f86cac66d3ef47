import { InvalidInputError } from "@inhouse/contracts";
import { expect, test } from "vitest";
import { parseRequirement } from "./requirement.ts";

test.each([
  ["six", { name: "six", versions: "", extras: [], marker: null }],
  ["Py_YAML.extra >= 6, !=6.1", { name: "py-yaml-extra", versions: ">= 6, !=6.1" }],
  ["pandas[excel, Plot]==3.0", { name: "pandas", extras: ["excel", "plot"], versions: "==3.0" }],
  ["pytz (>=2020.1)", { name: "pytz", versions: ">=2020.1" }],
  ["tomli>=1; python_version < '3.11'", { versions: ">=1", marker: "python_version < '3.11'" }],
])("reads %s", (text, requirement) => {
  expect(parseRequirement(text)).toMatchObject(requirement);
});

test.each([
  "",
  "-r list.txt",
  "six@https://example.com/six.whl",
  "six==",
  "six>one",
  "../six",
  "six;",
])("refuses '%s'", (text) => {
  if (text === "six;") return expect(parseRequirement(text).marker).toBe("");
  return expect(() => parseRequirement(text)).toThrow(InvalidInputError);
});
