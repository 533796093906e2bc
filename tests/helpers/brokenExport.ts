/** The exported fixture, changed as somebody's broken stack would have it, and a sign-in by it. */
import { webcrypto } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { readDeployment } from "../../deployment/readDeployment";
import { readDirectory } from "../../deployment/readDirectory";
import type { SignIn } from "../../signin/result";
import { prepareWalk } from "../../signin/walk/walk";
import { guid } from "./world";

type Values = Record<string, never>;
export interface Resource {
    type: string;
    urn: string;
    inputs: Values;
    outputs: Values;
}
export type Change = (resources: Resource[]) => Resource[];

const root = join(__dirname, "../..");
const exported = readFileSync(join(root, "tests/deployment/fixtures/stackExport.json"), "utf8");
const directory = readDirectory(
    JSON.parse(readFileSync(join(root, "rehearsal/directory.json"), "utf8")),
    "directory.json",
);

/** Signs somebody in by the export of a stack, changed as somebody's broken stack would have it. */
export function signIn(change: Change, user: string): Promise<SignIn> {
    const stack = JSON.parse(exported);
    stack.deployment.resources = change(stack.deployment.resources);
    const deployment = readDeployment(stack, { source: "the stack dev" });
    const [application] = deployment.applications;
    if (application === undefined) {
        throw new Error("no application in the export");
    }
    let made = 0;
    return prepareWalk({
        ...{ deployment, application, directory, crypto: webcrypto, privateKeys: new Map() },
        nowMs: Date.parse("2026-11-24T09:00:00Z"),
        newId: () => {
            made += 1;
            return guid(made);
        },
    })(user);
}

/** Sets an output, and the input of the same name where there is one. */
export function set(type: string, key: string, value: (before: never) => unknown): Change {
    return (resources) => {
        const found = resources.filter((resource) => resource.type.endsWith(`:${type}`));
        expect(found, type).to.not.have.length(0);
        for (const { inputs, outputs } of found) {
            const after = value(outputs[key] as never);
            Object.assign(outputs, { [key]: after });
            Object.assign(inputs, key in inputs ? { [key]: after } : {});
        }
        return resources;
    };
}

export const replace = (from: string | RegExp, to: string) => (text: unknown) => {
    const after = JSON.parse(JSON.stringify(text).replaceAll(new RegExp(from, "g"), to));
    expect(after, String(from)).to.not.deep.equal(text);
    return after;
};
/** Without the resources whose URN is so. */
export const remove =
    (urn: RegExp): Change =>
    (resources) =>
        resources.filter((resource) => !urn.test(resource.urn));
