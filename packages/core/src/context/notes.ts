import type { UserPrompt } from "./prompt-message.ts";

const note = (text: string): UserPrompt => ({ role: "user", content: [{ type: "text", text }] });

/** Stands first where the prompt would begin with the assistant, which several providers refuse. */
export const LEADING_NOTE: UserPrompt = note("[The conversation before this point is not shown.]");

/** Stands between two assistant messages, and behind the last one: newer models refuse to go on from an assistant's. */
export const CONTINUE_NOTE: UserPrompt = note("[There is no new message. Continue.]");

/** Stands where items behind the first one are left out. */
export const GAP_NOTE: UserPrompt = note(
  "[Earlier steps that followed here are not shown, because they do not fit the model's context.]",
);
