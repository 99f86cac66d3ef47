interface WebAssemblyNamespace {
  readonly Instance: new (module: object, imports: object) => object;
  instantiate(source: unknown, imports: object): Promise<unknown>;
}

const isBytes = (source: unknown): boolean =>
  source instanceof ArrayBuffer || ArrayBuffer.isView(source);

/**
 * Lets the next WebAssembly that is instantiated from its bytes be an instance of a module that is compiled already.
 * Pyodide has no option for that.
 *
 * @param module - the compiled module of the same bytes
 * @returns lets WebAssembly be instantiated as before
 */
export function instantiateFrom(module: object): () => void {
  const webAssembly = Reflect.get(globalThis, "WebAssembly") as WebAssemblyNamespace;
  const original = webAssembly.instantiate;
  const asBefore = (): void => {
    webAssembly.instantiate = original;
  };
  webAssembly.instantiate = async (source, imports) => {
    if (!isBytes(source)) return original.call(webAssembly, source, imports);
    asBefore();
    const instance = await original.call(webAssembly, module, imports);
    return { instance, module };
  };
  return asBefore;
}
