import { describe } from "vitest";
import { itSurvives } from "../test-support/crash-trial.ts";

describe("libsql", () => itSurvives("libsql"));
