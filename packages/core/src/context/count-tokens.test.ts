import { expect, test } from "vitest";
import { countTokens } from "./count-tokens.ts";

/** What the encoding o200k_base makes of each text. */
test.each<[string, string, number]>([
  [
    "English",
    "It was a bright cold day in April, and the clocks were striking thirteen while nobody listened.",
    19,
  ],
  [
    "German",
    "Die Verzögerungen sind größer geworden, weil sämtliche Fahrpläne überarbeitet werden müssen.",
    18,
  ],
  ["Russian", "Сегодня утром мы отправились на вокзал, чтобы встретить друзей.", 14],
  ["Chinese", "今天早上我们去火车站迎接从上海来的朋友,他们打算在这里住几天。", 24],
  ["Japanese", "今日の朝、私たちは東京から来る友達を迎えるために駅へ行きました。", 24],
  ["Korean", "오늘 아침 우리는 서울에서 오는 친구들을 맞이하러 기차역에 갔습니다.", 21],
  ["Arabic", "ذهبنا هذا الصباح إلى المحطة لاستقبال الأصدقاء القادمين من القاهرة.", 18],
  [
    "code",
    "for (const [index, value] of items.entries()) { if (value === undefined) continue; total += value * rate; }",
    28,
  ],
  [
    "JSON",
    '{"id":"a81","name":"Ada","tags":["x","y"],"address":{"city":"London","zip":"N1 9GU"},"active":true}',
    36,
  ],
  ["table", "2026-01-11,7919.55,EUR\n2026-02-11,5831.20,EUR\n2026-03-11,3743.85,EUR\n", 42],
  [
    "base64",
    "AB8+XXybutn4FzZVdJOy0fAPLk1si6rJ6AcmRWSDosHg/x49XHuaudj3FjVUc5Kx0O8OLUxriqnI5wYlRGOCocDf",
    62,
  ],
])("%s is estimated within a third below and two thirds above", (_, text, tokens) => {
  const many = text.repeat(50);
  expect(countTokens(many)).toBeGreaterThan(tokens * 50 * 0.66);
  expect(countTokens(many)).toBeLessThan(tokens * 50 * 1.67);
});

test("nothing costs nothing, and a longer text never costs less", () => {
  expect(countTokens("")).toBe(0);
  const text = "Text 123, größer 中文 🎉\n\n  x";
  const costs = [...text].map((_, index) => countTokens([...text].slice(0, index).join("")));
  expect(costs).toEqual(costs.toSorted((one, other) => one - other));
});
