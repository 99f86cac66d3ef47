import type { DialectRouter } from "./http-dialect.ts";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/**
 * @param router - the router
 * @param path - a path that it did not answer with the method asked for
 * @returns the methods with which it would have, in capitals
 */
export function allowedMethods(router: DialectRouter, path: string): string[] {
  return methods.filter((method) => {
    const [found] = router.router.match(method, path);
    return found.some(([[, route]]) => route.method === method);
  });
}
