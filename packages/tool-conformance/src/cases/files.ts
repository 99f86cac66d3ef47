import assert from "node:assert/strict";
import type { NewToolFile } from "@inhouse/contracts";
import {
  answered,
  assertFilesExist,
  assertPresentable,
  assertSucceeded,
  fileIdsOf,
} from "../expectations.ts";
import type { ToolAnswer } from "../harness/tool-answer.ts";
import type { ToolTrial } from "../harness/tool-trial.ts";
import type { ToolCase } from "../tool-case.ts";

/** What a tool does with files. */
export const fileCases: readonly ToolCase[] = [
  {
    name: "keeps the files that it makes with the thread, and shows them",
    needs: ["makesFiles"],
    async run(trial) {
      const { answer, made } = await makeFiles(trial);
      assertSucceeded(answer);
      assert.ok(made.length > 0, "No file was made.");
      await assertFilesExist(trial.home, answer.result);
      const shown = new Set(fileIdsOf(answer.result));
      for (const [id, { filename }] of made) assert.ok(shown.has(id), `${filename} is not shown.`);
    },
  },
  {
    name: "names its files without folders, gives them a type, and their bytes as bytes",
    needs: ["makesFiles"],
    async run(trial) {
      const { made } = await makeFiles(trial);
      for (const [, { filename, mediaType, bytes }] of made) {
        assert.match(filename, /^[^/\\\0]{1,255}$/);
        assert.match(mediaType, /^[a-z]+\/[\w.+-]+$/);
        assert.equal(Object.prototype.toString.call(bytes), "[object Uint8Array]");
        assert.ok(bytes.length > 0, `${filename} is empty.`);
      }
    },
  },
  {
    name: "tells the model when its files cannot be kept, and names none of them",
    needs: ["makesFiles"],
    async run(trial) {
      const { files } = trial.home;
      files.isFull = true;
      const { answer } = await makeFiles(trial).finally(() => {
        files.isFull = false;
      });
      assertPresentable(trial, answer);
      await assertFilesExist(trial.home, answer.result);
      const again = await makeFiles(trial);
      assertSucceeded(again.answer);
      assert.ok(again.made.length > 0, "No file is made any more.");
    },
  },
];

/** Makes the call that makes files, on the thread that is at home. */
async function makeFiles(trial: ToolTrial): Promise<{
  readonly answer: ToolAnswer;
  readonly made: readonly (readonly [string, NewToolFile])[];
}> {
  const { made } = trial.home.files;
  const before = made.size;
  const answer = await answered(trial, trial.home, trial.example("makesFiles"));
  return { answer, made: [...made].slice(before) };
}
