import { beforeAll, test } from "vitest";
import { declareTests } from "./unit";

// A test that waits until its time is over fails ours.
declareTests((title, run) => test(title, run, 600_000), beforeAll);
