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

/**
 * @param answered - how many questions of the thread have been answered
 * @returns what to ask next
 */
export function nextQuestion(answered: number): string {
  if (answered === 0) return firstQuestion;
  return followUps[(answered - 1) % followUps.length] ?? firstQuestion;
}
