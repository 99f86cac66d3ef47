/** Digits of a number to the base 42: 24 of them hold 128 bits. */
const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef";
const length = 24;
const limbs = 4;
const limbSize = 2 ** 32;

/**
 * The part of an object's id behind its prefix. It is a UUID in other digits, because clients cut ids out of texts by the
 * pattern `[A-Za-z0-9]`, and other APIs want the same object to have a UUID.
 *
 * @param uuid - the 16 bytes of a UUID
 * @returns 24 of `[A-Za-z0-9]`
 */
export function suffixOfUuid(uuid: Uint8Array): string {
  const view = new DataView(uuid.buffer, uuid.byteOffset, uuid.byteLength);
  const number = Array.from({ length: limbs }, (_, limb) => view.getUint32(limb * 4));
  let suffix = "";
  for (let place = 0; place < length; place++) {
    let rest = 0;
    for (let limb = 0; limb < limbs; limb++) {
      const part = rest * limbSize + (number[limb] ?? 0);
      number[limb] = Math.floor(part / digits.length);
      rest = part % digits.length;
    }
    suffix = digits.charAt(rest) + suffix;
  }
  return suffix;
}

/**
 * @param suffix - the part of an id behind its prefix
 * @returns the 16 bytes of the UUID that it stands for; undefined: it stands for none
 */
export function uuidOfSuffix(suffix: string): Uint8Array | undefined {
  if (suffix.length !== length) return undefined;
  const number = new Array<number>(limbs).fill(0);
  for (const digit of suffix) {
    let carry = digits.indexOf(digit);
    if (carry < 0) return undefined;
    for (let limb = limbs - 1; limb >= 0; limb--) {
      const part = (number[limb] ?? 0) * digits.length + carry;
      number[limb] = part % limbSize;
      carry = Math.floor(part / limbSize);
    }
    if (carry > 0) return undefined;
  }
  const uuid = new Uint8Array(limbs * 4);
  const view = new DataView(uuid.buffer);
  for (const [limb, part] of number.entries()) view.setUint32(limb * 4, part);
  return uuid;
}
