/**
 * Estimates the tokens of a text in one pass, without a vocabulary: what today's byte-pair encodings spend on each class
 * of characters, rather above than below, for a prompt that is too long costs a call. A word costs by its length and its
 * capitals, a capital behind a small letter begins a word, and the blank before a word is free.
 *
 * @param text - any text
 * @returns tokens, with a fraction
 */
export function countTokens(text: string): number {
  let tokens = 0;
  let letters = 0;
  let capitals = 0;
  let digits = 0;
  let wasLower = false;
  let wasBlank = false;
  for (let index = 0; index <= text.length; index += 1) {
    const code = index === text.length ? END : text.charCodeAt(index);
    const isLower = code >= 97 && code <= 122;
    const isUpper = code >= 65 && code <= 90;
    const isDigit = code >= 48 && code <= 57;
    const isBreak = code === 10;
    const isBlank = isBreak || code === 32 || code === 9 || code === 13;
    if (letters > 0 && (!(isLower || isUpper) || (wasLower && isUpper))) {
      tokens += 1 + Math.max(0, letters - 6) * 0.2 + Math.max(0, capitals - 1) * 0.3;
      letters = 0;
      capitals = 0;
    }
    if (digits > 0 && !isDigit) {
      tokens += Math.ceil(digits / 3);
      digits = 0;
    }
    if (isUpper) capitals += 1;
    if (isLower || isUpper) letters += 1;
    else if (isDigit) digits += 1;
    else if (isBreak) tokens += wasBlank ? 0.3 : 0.6;
    else if (isBlank) tokens += wasBlank ? 0.15 : 0;
    else if (code !== END) tokens += tokensOfOther(code);
    wasLower = isLower;
    wasBlank = isBlank;
  }
  return tokens;
}

const END = -1;

function tokensOfOther(code: number): number {
  if (code < 0x80) return 0.75;
  if (code < 0x250) return 0.6;
  if (code < 0x600) return 0.35;
  if (code < 0x900) return 0.4;
  if (code < 0x1100) return 0.5;
  if (code >= 0x4e00 && code < 0xa000) return 0.9;
  if (code >= 0x3040 && code < 0x3100) return 0.75;
  if (code >= 0xac00 && code < 0xd800) return 0.75;
  return 1;
}
