import { packageProblems } from "./package-problems.ts";
import { reportProblems } from "./report-problems.ts";

reportProblems(packageProblems("."), "Every package has the shape of its siblings.");
