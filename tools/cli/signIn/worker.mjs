/** A worker thread: takes a task and a part of its users, and answers with lots of sign-ins. */
import { createRequire } from "node:module";
import { parentPort, workerData } from "node:worker_threads";

const require = createRequire(import.meta.url);
require("tsx/cjs/api").register();
const { openWalk, walkAll } = require("./walkTask.ts");
await walkAll(openWalk(workerData.task), workerData.users, (lot) => parentPort.postMessage(lot));
