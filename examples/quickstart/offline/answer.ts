import type { Turn, TurnFunction, TurnRequest } from "@inhouse/model-scripted";
import { firstQuestion, followUps } from "../prompts.ts";
import {
  compareSummers,
  findDrySpell,
  findWettestDay,
  tellDrySpell,
  tellSummers,
  tellWettestDay,
} from "./follow-ups.ts";
import { progressOf, unread } from "./history.ts";
import { describeYears, drawChart, readMonths } from "./monthly.ts";

const patience = 2;

type Line = (request: TurnRequest) => Turn;

/** What the model does for each question, one entry a call; the last one answers. */
const scenes: Readonly<Record<string, readonly Line[]>> = {
  [firstQuestion]: [readMonths, drawChart, describeYears],
  [followUps[0]]: [findWettestDay, tellWettestDay],
  [followUps[1]]: [findDrySpell, tellDrySpell],
  [followUps[2]]: [compareSummers, tellSummers],
};

/** The offline model: it knows four questions, and answers them from what Python really returned. */
export const answer: TurnFunction = (request) => {
  const asked = Object.keys(scenes)
    .map((question) => ({ question, at: request.lastUserText.lastIndexOf(question) }))
    .reduce((latest, candidate) => (candidate.at > latest.at ? candidate : latest));
  const scene = asked.at < 0 ? [] : (scenes[asked.question] ?? []);
  const { done, failed } = progressOf(request);
  const line = scene[done] ?? scene.at(-1);
  if (line === undefined) {
    return "I am a script that knows four questions, and this is none of them. Set OPENAI_API_KEY to ask a real model.";
  }
  // Where a program was killed while its Python ran, one cannot know how far it came: begin again.
  if (done > 0 || failed === 0) return line(request);
  return failed <= patience
    ? ["That did not work, so I begin again. ", line(request)].flat()
    : unread(request);
};
