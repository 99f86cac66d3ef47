#!/usr/bin/env node
import { runEscapeCommand } from "./command/run-command.ts";

process.exitCode = await runEscapeCommand(
  process.argv.slice(2),
  { targets: {}, nodes: {} },
  console.log,
);
