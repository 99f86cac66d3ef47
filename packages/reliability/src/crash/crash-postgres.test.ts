import { findBinaries } from "@inhouse/postgres-server";
import { describe } from "vitest";
import { itSurvives } from "../test-support/crash-trial.ts";

const canRun = process.env.CI !== undefined || (await findBinaries()) !== undefined;

describe.skipIf(!canRun)("postgres", () => itSurvives("postgres"));
