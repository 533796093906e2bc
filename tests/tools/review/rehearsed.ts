/**
 * What the engine has printed for changes of one stack of the rehearsal: two exports, and previews against them, without what
 * no review reads (times, positions in the source). The second export has two certificates and a group.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { readDirectory } from "../../../tools/deployment/readDirectory";
import type { StackReview } from "../../../tools/review/review";
import { type ReviewInput, reviewStack } from "../../../tools/review/reviewStack";

export interface RehearsedPreview {
    steps: RehearsedStep[];
    [key: string]: unknown;
}

export interface RehearsedStep {
    op: string;
    urn: string;
    oldState?: RehearsedResource;
    newState?: RehearsedResource;
    [key: string]: unknown;
}

export interface RehearsedResource {
    urn: string;
    type: string;
    inputs?: Record<string, unknown>;
    outputs?: Record<string, unknown>;
    [key: string]: unknown;
}

export interface RehearsedExport {
    version: number;
    deployment: { resources: RehearsedResource[] };
}

interface Rehearsed {
    exports: { export1: RehearsedExport; export2: RehearsedExport };
    previews: Record<string, RehearsedPreview>;
}

const file = join(__dirname, "fixtures", "rehearsed.json.gz");

/** A new copy each time, so that a test may change it. */
export function rehearsed(): Rehearsed {
    return JSON.parse(gunzipSync(readFileSync(file)).toString("utf8")) as Rehearsed;
}

/** The people of the rehearsal. */
export const directory = readDirectory(
    JSON.parse(readFileSync(join(__dirname, "..", "..", "..", "tools", "rehearsal", "directory.json"), "utf8")),
    "the rehearsal's directory",
);

export const now = new Date("2026-12-01T00:00:00Z");

/** Changes of the stack with one certificate, and of the one with two. */
const ofSecond = new Set(["switched", "retired", "groupRenamed", "groupGone"]);

export function inputFor(name: string): ReviewInput {
    const { exports, previews } = rehearsed();
    return {
        preview: previews[name],
        deployment: ofSecond.has(name) ? exports.export2 : exports.export1,
        directory,
        now,
    };
}

export function reviewOf(name: string, changes: Partial<ReviewInput> = {}): StackReview {
    return reviewStack({ ...inputFor(name), ...changes });
}

export const thumbprints = {
    "2026": "6F76E358E21073A3A0C42B5747C5F29197A4C57B",
    "2027": "280FA4602132B2F7A77F9534F2EEF3DA0704774E",
};
