/** What is said of a module without the function that it must have. */
export const checkSource: string = `() => ({
  noDefault(main, namespace) {
    const others = Object.keys(namespace).filter((name) => name !== "default").slice(0, 5);
    const found = main === undefined
      ? "It has no default export" + (others.length > 0 ? ", only " + others.join(", ") : "") + "."
      : "Its default export is of the type " + (main === null ? "null" : typeof main) + ".";
    const error = new TypeError("The module must 'export default' a function. " + found);
    Object.defineProperty(error, "name", { value: "NoDefaultFunction" });
    return error;
  },
})`;
