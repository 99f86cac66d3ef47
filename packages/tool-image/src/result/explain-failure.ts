import { MissingPackageError } from "@inhouse/contracts";
import { NoImageModelError } from "../sdk/find-model.ts";
import { readFailure } from "./read-failure.ts";

/**
 * @param error - why a provider made no image
 * @returns what the model is told of it: what went wrong, and what helps. Nothing of keys and addresses
 */
export function explainFailure(error: unknown): string {
  if (error instanceof MissingPackageError) return error.message;
  if (error instanceof NoImageModelError) {
    return "There is no image model for this assistant. Tell the user that no images can be made.";
  }
  const { name, status, message, isRefusal } = readFailure(error);
  if (name.includes("NoImageGenerated")) {
    return "The image model answered without an image. It may have filtered it out: change the prompt, or tell the user.";
  }
  if (isRefusal) {
    return `The image model refuses to make this image: ${message} Change the prompt, or tell the user.`;
  }
  if (status === 401 || status === 402 || status === 403) {
    return `The image model cannot be used (status ${status}). Trying again does not help: tell the user.`;
  }
  if (status === 429) {
    return `The image model is asked too often, or its quota is used up: ${message} Try again later.`;
  }
  if (status !== null && status >= 400 && status < 500) {
    return `The image model refused the request (status ${status}): ${message} Change what is asked for.`;
  }
  return `The image model failed${status === null ? "" : ` (status ${status})`}: ${message} Trying again may help.`;
}
