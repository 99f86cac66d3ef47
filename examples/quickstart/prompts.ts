/** The assistant's instructions. */
export const instructions = `You are a careful data analyst. Work with Python, of which you have the standard library only.
Every number that you name must come from your code. Call the tool in small steps, and print what you need to know.
Save a chart as an SVG file and a summary as a Markdown file, if you are asked for them.
Answer in plain text, in a few short sentences or a short list.`;

/** What the assistant is told in addition when a later process goes on with the thread. */
export const restartNote =
  "The program was started anew since the last answer: Python's variables and imports are gone, the files in /inputs are there.";

/** What is asked on a new thread. */
export const firstQuestion =
  "How was the weather in Seattle in 2014 and 2015? Work out statistics for every month and for both years, draw a chart as SVG, and write a summary as Markdown.";

/** What is asked at later starts, in turn. */
export const followUps = [
  "Take the wettest month that you found. Which was its wettest day, and how much of the month's rain fell on it?",
  "How long was the longest time without any rain?",
  "Which of the two summers was the warmer one?",
] as const;

/** A question, and what a good answer to it takes. */
export interface Task {
  readonly question: string;
  /** A chart, at least a call of the code interpreter, or any answer. */
  readonly expects: "chart" | "call" | "answer";
}

/**
 * @param answered - how many questions of the thread have been answered
 * @returns what to ask next
 */
export function nextTask(answered: number): Task {
  const question = answered === 0 ? undefined : followUps[(answered - 1) % followUps.length];
  return question === undefined
    ? { question: firstQuestion, expects: "chart" }
    : { question, expects: "call" };
}

/** @param question - one of which nothing is known */
export function ownTask(question: string): Task {
  return { question, expects: "answer" };
}
