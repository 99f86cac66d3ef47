import type { Attempt } from "./attempt.ts";
import { driver } from "./python/driver.ts";
import { fileSystem } from "./python/file-system.ts";
import { forgedReplies } from "./python/forged-replies.ts";
import { hostFunctions } from "./python/host-functions.ts";
import { imports } from "./python/imports.ts";
import { javascriptRealm } from "./python/javascript-realm.ts";
import { messages } from "./python/messages.ts";
import { nativeCode } from "./python/native-code.ts";
import { network } from "./python/network.ts";
import { nextCall } from "./python/next-call.ts";
import { objectWalks } from "./python/object-walks.ts";
import { operatingSystem } from "./python/operating-system.ts";
import { outputs } from "./python/outputs.ts";
import { pickles } from "./python/pickles.ts";
import { pyodideInternals } from "./python/pyodide-internals.ts";
import { sessions } from "./python/sessions.ts";
import { terminal } from "./python/terminal.ts";
import { theInterpreter } from "./python/the-interpreter.ts";
import { theSeal } from "./python/the-seal.ts";

/** Attempts to get out of a Python interpreter. */
export const pythonAttempts: readonly Attempt[] = [
  ...javascriptRealm,
  ...pyodideInternals,
  ...objectWalks,
  ...nativeCode,
  ...operatingSystem,
  ...network,
  ...fileSystem,
  ...forgedReplies,
  ...driver,
  ...nextCall,
  ...hostFunctions,
  ...messages,
  ...sessions,
  ...pickles,
  ...imports,
  ...outputs,
  ...terminal,
  ...theSeal,
  ...theInterpreter,
];
