/** What an id that a client made must be, in words. */
export const clientIdForm = "a text of 1 to 256 characters, none of them a control character";

/** @returns whether a text can be kept as the id that a client gave a chat or a message */
export function isClientId(text: string): boolean {
  return text.length >= 1 && text.length <= 256 && text.isWellFormed() && !/\p{Cc}/u.test(text);
}
