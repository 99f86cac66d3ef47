import { layerProblems } from "./layer-problems.ts";
import { reportProblems } from "./report-problems.ts";

reportProblems(layerProblems("."), "Every package keeps to its layer.");
