import { memoryStorage } from "@inhouse/storage-memory";
import { describeStorage } from "./describe-storage.ts";

describeStorage("memoryStorage", { create: memoryStorage });
