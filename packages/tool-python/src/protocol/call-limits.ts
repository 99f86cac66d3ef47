/** How long a call of a tool may be, in bytes: more than any tool takes, and little enough to be held. */
export const maxCallBytes: number = 1024 * 1024;
