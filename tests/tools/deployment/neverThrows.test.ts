import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import { DeploymentUnreadable } from "../../../tools/deployment/readDeployment";
import { DirectoryUnreadable, readDirectory } from "../../../tools/deployment/readDirectory";
import { readDeployment } from "../../helpers/readDeployment";
import { ciphertext, shown, stackOf } from "../../helpers/stackExport";

const exported = readFileSync(join(__dirname, "fixtures", "stackExport.json"), "utf8");
const directory = readFileSync(join(__dirname, "..", "..", "..", "tools", "rehearsal", "directory.json"), "utf8");
const anything = fc.anything({ withNullPrototype: true, withBigInt: true, withSparseArray: true, withMap: true });
const values = fc.oneof(
    anything,
    fc.jsonValue(),
    fc.constantFrom(ciphertext, shown(ciphertext), { toString: null }, "__proto__", "::", "/", ":", "", Number.NaN),
);
const extras = { source: "any.json" };

/** Runs a reader; anything but its own error is thrown on. */
function reading<T>(read: () => T, ownError: new (message: string) => Error): T | undefined {
    try {
        return read();
    } catch (error) {
        expect(error).to.be.instanceOf(ownError);
        return undefined;
    }
}

/** Every place within a JSON value, as the path to it. */
function placesIn(value: unknown, path: string[] = []): string[][] {
    const inside = typeof value === "object" && value !== null ? Object.entries(value) : [];
    return [path, ...inside.flatMap(([key, element]) => placesIn(element, [...path, key]))];
}

function replace(root: unknown, path: readonly string[], value: unknown): unknown {
    const [key, ...rest] = path;
    if (key === undefined) {
        return value;
    }
    const holder = root as Record<string, unknown>;
    holder[key] = replace(holder[key], rest, value);
    return holder;
}

describe("The reader of deployments, whatever it is given,", () => {
    const types = [
        ...new Set((JSON.parse(exported).deployment.resources as { type: string }[]).map(({ type }) => type)),
        ...[
            "azuread:index/applicationFromTemplate:ApplicationFromTemplate",
            "aws:iam/policyAttachment:PolicyAttachment",
        ],
    ];

    it("throws nothing but its own error", () => {
        fc.assert(
            fc.property(values, (value) => {
                reading(() => readDeployment(value, extras), DeploymentUnreadable);
                reading(() => readDeployment({ deployment: value }, extras), DeploymentUnreadable);
            }),
            { numRuns: 500 },
        );
    });

    it("reads any list of resources", () => {
        const resource = fc.record(
            {
                urn: fc.oneof(
                    fc.constantFrom(...types).map((type) => `urn:pulumi:dev::shop::${type}::sso`),
                    values,
                ),
                type: fc.oneof(fc.constantFrom(...types), values),
                id: values,
                parent: values,
                provider: values,
                external: values,
                inputs: values,
                outputs: values,
            },
            { requiredKeys: ["urn"] },
        );
        fc.assert(
            fc.property(
                fc.array(fc.oneof({ weight: 9, arbitrary: resource }, values), { minLength: 1 }),
                (resources) => {
                    expect(readDeployment(stackOf(...resources), extras).source).to.equal("any.json");
                },
            ),
            { numRuns: 500 },
        );
    });

    it("reads the rest where any one value of a stack is another", () => {
        const places = placesIn(JSON.parse(exported)).filter(
            ([, resources, , ...rest]) => resources === "resources" && rest.length > 0,
        );
        const whole = readDeployment(JSON.parse(exported), extras);
        fc.assert(
            fc.property(fc.constantFrom(...places), values, (place, value) => {
                const { applications, connectUsers } = readDeployment(
                    replace(JSON.parse(exported), place, value),
                    extras,
                );
                expect(applications.length).to.be.within(whole.applications.length - 1, whole.applications.length + 1);
                expect(connectUsers.length).to.be.within(whole.connectUsers.length - 1, whole.connectUsers.length);
            }),
            { numRuns: 1500 },
        );
    });

    it("reads any list of pending operations", () => {
        const { deployment } = JSON.parse(exported);
        const resource = fc.oneof(
            values,
            fc.tuple(fc.constantFrom(...deployment.resources), values).map(([one, inputs]) => ({ ...one, inputs })),
        );
        const operation = fc.oneof(values, fc.record({ resource, type: values }));
        fc.assert(
            fc.property(fc.array(operation), (pending_operations) => {
                const stack = { deployment: { ...deployment, pending_operations } };
                expect(readDeployment(stack, extras).source).to.equal("any.json");
            }),
            { numRuns: 300 },
        );
    });

    it("shows no secret's text", () => {
        const secret = "hush-hush";
        const places = placesIn(JSON.parse(exported)).filter(
            ([, , , side, ...rest]) => side === "outputs" && rest.length > 0,
        );
        fc.assert(
            fc.property(fc.constantFrom(...places), (place) => {
                const odd = replace(JSON.parse(exported), place, shown([[secret]]));
                const text = JSON.stringify(readDeployment(odd, extras));
                const gaps = text.match(/"why":"[^"]*","supply":"[^"]*"/g) ?? [];
                expect(gaps.filter((gap) => gap.includes(secret))).to.deep.equal([]);
            }),
            { numRuns: 300 },
        );
    });
});

describe("The reader of directories, whatever it is given,", () => {
    it("throws nothing but its own error", () => {
        fc.assert(
            fc.property(values, (value) => {
                for (const content of [value, [value], { users: [value] }, { users: [], groups: value }]) {
                    reading(() => readDirectory(content, "any.json"), DirectoryUnreadable);
                }
            }),
            { numRuns: 500 },
        );
    });

    it("throws nothing but its own error where any one value is another", () => {
        const places = placesIn(JSON.parse(directory));
        fc.assert(
            fc.property(fc.constantFrom(...places), values, (place, value) => {
                reading(
                    () => readDirectory(replace(JSON.parse(directory), place, value), "any.json"),
                    DirectoryUnreadable,
                );
            }),
            { numRuns: 1000 },
        );
    });
});
