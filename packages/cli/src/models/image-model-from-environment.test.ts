import { expect, test } from "vitest";
import { imageModelFromEnvironment } from "./image-model-from-environment.ts";

test("the environment names an image model, or none", () => {
  expect(imageModelFromEnvironment({})).toBe(null);
  expect(imageModelFromEnvironment({ INHOUSE_IMAGE_MODEL: "" })).toBe(null);
  const env = { INHOUSE_IMAGE_MODEL: "flux", OPENAI_BASE_URL: "http://127.0.0.1:9" };
  expect(imageModelFromEnvironment(env)?.modelId).toBe("flux");
  expect(() => imageModelFromEnvironment({ INHOUSE_IMAGE_MODEL: "flux" })).toThrow(
    /'OPENAI_API_KEY' must be set/,
  );
});
