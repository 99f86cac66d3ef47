import { describe } from "vitest";
import { itSurvives } from "../test-support/crash-trial.ts";

describe("lowdb", () => itSurvives("lowdb"));
