import type { ImageModelObject } from "@inhouse/tool-image";
import type { ModelEnvironment } from "./models-from-environment.ts";
import { providerFromEnvironment } from "./models-from-environment.ts";

/** The variables of the environment that decide who draws. */
export interface ImageModelEnvironment extends ModelEnvironment {
  /** The id of an image model of the same endpoint; absent: there is none. */
  readonly INHOUSE_IMAGE_MODEL?: string | undefined;
}

/**
 * @param env - the environment
 * @returns the image model that it names; null: none
 * @throws InvalidInputError if the environment names neither a key nor an endpoint
 */
export function imageModelFromEnvironment(env: ImageModelEnvironment): ImageModelObject | null {
  const { INHOUSE_IMAGE_MODEL: id } = env;
  return id ? providerFromEnvironment(env).image(id) : null;
}
