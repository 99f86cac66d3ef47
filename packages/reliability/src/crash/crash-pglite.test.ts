import { describe } from "vitest";
import { itSurvives } from "../test-support/crash-trial.ts";

// Every start takes it a second: twenty-five are a database's whole life.
describe("pglite", () => itSurvives("pglite", 25));
