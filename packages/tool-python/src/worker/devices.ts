import type { DeviceOperations, EmscriptenFs } from "./emscripten.ts";
import { errno } from "./emscripten.ts";
import type { InterruptFlag } from "./interrupt-flag.ts";
import { isInterrupted } from "./interrupt-flag.ts";

const maxReplyBytes = 512 * 1024;
const sleepSliceMs = 50;

/** The file through which the worker hands a request to the Python driver and gets its reply. */
const callDevice = "/dev/interpreter";
/** The file to which Python writes how many seconds to sleep. */
const sleepDevice = "/dev/sleep";

/** Copies bytes out of the WebAssembly heap. */
export const copyBytes = (
  heap: Int8Array,
  offset: number,
  length: number,
): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(new Uint8Array(heap.buffer, heap.byteOffset + offset, length));

/**
 * Adds a device, which does what is said, and nothing else.
 *
 * @param fs - Emscripten's file system
 * @param path - where the device goes
 * @param major - its number, which no other has
 * @param operations - what it does; by default nothing
 * @throws Error if another device has the number
 */
export function addDevice(
  fs: EmscriptenFs,
  path: string,
  major: number,
  operations: Partial<DeviceOperations>,
): void {
  const device = fs.makedev(major, 0);
  // Of two devices with one number, both would do what the second does.
  if (fs.getDevice(device) !== undefined) throw new Error(`device ${major} is there already`);
  fs.registerDevice(device, {
    open: () => {},
    close: () => {},
    llseek: () => 0,
    read: () => 0,
    write: (_stream, _heap, _offset, length) => length,
    ...operations,
  });
  fs.mkdev(path, device);
}

/** One request to the Python driver and its reply, as text. */
export interface CallDevice {
  /**
   * @param request - what the driver reads next
   * @param call - runs the driver
   * @returns what the driver wrote; user code can forge it
   */
  exchange(request: string, call: () => void): string;
}

/**
 * Adds the device by which the worker and the Python driver talk; no JavaScript object crosses.
 *
 * @param fs - Emscripten's file system
 */
export function addCallDevice(fs: EmscriptenFs): CallDevice {
  let request = new Uint8Array(0);
  let position = 0;
  let reply: Uint8Array[] = [];
  let replyBytes = 0;
  addDevice(fs, callDevice, 70, {
    read(_stream, heap, offset, length) {
      const chunk = request.subarray(position, position + length);
      heap.set(chunk, offset);
      position += chunk.length;
      return chunk.length;
    },
    write(_stream, heap, offset, length) {
      if (replyBytes + length > maxReplyBytes) throw new fs.ErrnoError(errno.fileTooLarge);
      replyBytes += length;
      reply.push(copyBytes(heap, offset, length));
      return length;
    },
  });
  return {
    exchange(text, call) {
      request = new TextEncoder().encode(text);
      position = 0;
      reply = [];
      replyBytes = 0;
      call();
      return Buffer.concat(reply).toString("utf8");
    },
  };
}

/**
 * Adds a sleep that costs no CPU and that an interrupt ends; Pyodide's own is a busy loop.
 *
 * @param fs - Emscripten's file system
 * @param interrupt - says whether the sleep must end
 * @param idle - a cell to wait on, which nobody notifies
 */
export function addSleepDevice(fs: EmscriptenFs, interrupt: InterruptFlag, idle: Int32Array): void {
  addDevice(fs, sleepDevice, 71, {
    write(_stream, heap, offset, length) {
      const seconds = Number.parseFloat(new TextDecoder().decode(copyBytes(heap, offset, length)));
      const end = performance.now() + seconds * 1000;
      for (let left = end - performance.now(); left > 0; left = end - performance.now()) {
        if (isInterrupted(interrupt)) throw new fs.ErrnoError(errno.interrupted);
        Atomics.wait(idle, 0, 0, Math.min(sleepSliceMs, left));
      }
      return length;
    },
  });
}
