import { PackageFault } from "../packages/package-fault.ts";
import { addDevice } from "./devices.ts";
import type { EmscriptenFs } from "./emscripten.ts";
import type { PackageInstaller } from "./package-installer.ts";

/** The file to which Python writes a module's name, and from which it then reads what came of it as JSON. */
const packageDevice = "/dev/packages";

const maxNameBytes = 200;

function answerTo(installer: PackageInstaller, module: string): object {
  try {
    return { installed: installer.installFor(module) };
  } catch (error) {
    if (!(error instanceof PackageFault)) return { error: "its files cannot be written" };
    return { error: error.message };
  }
}

/**
 * Adds the device by which Python asks for packages.
 *
 * @param fs - Emscripten's file system
 * @param installer - installs them
 */
export function addPackageDevice(fs: EmscriptenFs, installer: PackageInstaller): void {
  let answer = new Uint8Array(0);
  let position = 0;
  addDevice(fs, packageDevice, 72, {
    write(_stream, heap, offset, length) {
      const name = new TextDecoder().decode(
        Uint8Array.from(new Uint8Array(heap.buffer, heap.byteOffset + offset, length)),
      );
      const found = length > maxNameBytes ? { installed: false } : answerTo(installer, name);
      answer = new TextEncoder().encode(JSON.stringify(found));
      position = 0;
      return length;
    },
    read(_stream, heap, offset, length) {
      const chunk = answer.subarray(position, position + length);
      heap.set(chunk, offset);
      position += chunk.length;
      return chunk.length;
    },
  });
}
