import { describe } from "vitest";
import { itSurvives } from "../test-support/crash-trial.ts";

describe("postgres", () => itSurvives("postgres"));
