import { describeTool } from "./describe-tool.ts";
import { sampleSuite } from "./saboteurs/sample-tool.ts";

describeTool("a sample tool", sampleSuite());
