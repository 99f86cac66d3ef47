/**
 * @param count - how many images are wanted
 * @param most - how many one call of the provider may ask for
 * @returns how many each call asks for, and how many come before it
 */
export function splitCount(
  count: number,
  most: number,
): readonly { readonly count: number; readonly before: number }[] {
  const each = Math.max(1, Math.floor(most) || 1);
  const calls = [];
  for (let before = 0; before < count; before += each) {
    calls.push({ count: Math.min(each, count - before), before });
  }
  return calls;
}
