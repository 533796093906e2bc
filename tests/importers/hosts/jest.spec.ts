import { declareTests } from "./unit";

declare const test: (title: string, run: () => Promise<void>, timeout: number) => void;
declare const beforeAll: (prepare: () => Promise<void>) => void;

// A test that waits until its time is over fails ours.
declareTests((title, run) => test(title, run, 600_000), beforeAll);
