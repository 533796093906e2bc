import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { ConnectEntraSsoError, ConnectSso } from "../../components/index";
import type { Field, Fields } from "../../components/internal/args";
import { fieldName } from "../../components/internal/problems";
import { type Args, type Sample, type Subject, sampleFacts, subjects } from "../helpers/argumentSamples";
import { makeCertificate, type TestCertificate } from "../helpers/certificates";
import { type Deployment, deploy, failureOf, find, treeOf, unknown } from "../helpers/cloud";
import type { CloudFacts } from "../helpers/cloudAnswers";

/** One field of a component, wherever it stands: what to write to give it a value. */
interface Place {
    path: string[];
    field: Field;
    sample: Sample;
    /** All arguments, with this value for the field; `absent` leaves it out. */
    with: (value: unknown) => Args;
}

const absent = Symbol("absent");
/** What a preview does not know yet. */
function notKnown(): pulumi.Output<unknown> {
    return pulumi.output((pulumi as unknown as { unknown: unknown }).unknown);
}

function put(args: Args, name: string, value: unknown): Args {
    const { [name]: _, ...others } = args;
    return value === absent ? others : { ...others, [name]: value };
}

/** Every field of a component and of the entries of its maps. */
function placesOf({ fields, enough, samples, entries }: Subject): Place[] {
    const own = Object.entries(fields).map(([name, field]): Place => {
        const sample = samples[name] ?? { good: undefined };
        const beside = (value: unknown) =>
            typeof value === "symbol" || value === undefined ? sample.insteadOf : sample.beside;
        return {
            path: [name],
            field,
            sample,
            with: (value) => put({ ...enough, ...beside(value) }, name, value),
        };
    });
    const inner = Object.entries(entries).flatMap(([map, { key, enough: entry, samples: inEntry }]) =>
        acceptedFields(entryFields(fields, map)).map(([name, field]): Place => {
            const sample = inEntry[name] ?? { good: undefined };
            return {
                path: [map, key, name],
                field,
                sample,
                with: (value) => ({
                    ...enough,
                    [map]: { ...(enough[map] as Args), [key]: put({ ...entry, ...sample.beside }, name, value) },
                }),
            };
        }),
    );
    return [...own, ...inner];
}

function entryFields(fields: Fields, map: string): Fields {
    return fields[map]?.entries?.fields ?? {};
}

function acceptedFields(fields: Fields): [string, Field][] {
    return Object.entries(fields).filter(([, { refused }]) => refused !== true);
}

/** All that was asked of the clouds, but what a component says it results in. */
function askedOf({ registrations }: Deployment<unknown>) {
    return registrations
        .map(({ type, name, parent, inputs, options }) => ({ type, name, parent, inputs, options }))
        .sort((one, other) => `${one.type} ${one.name}`.localeCompare(`${other.type} ${other.name}`));
}

/** What a constructor throws, and what came of the deployment. */
async function refusalOf(make: () => unknown) {
    let thrown: unknown;
    const deployment = await deploy(() => {
        try {
            make();
        } catch (error) {
            thrown = error;
        }
    });
    return { error: thrown as ConnectEntraSsoError, deployment };
}

/** The line of a refusal about a field. */
function lineOf(message: string, path: readonly string[]): string {
    const start = `  - ${fieldName(path)} `;
    const lines = message.split("\n").filter((line) => line.startsWith(start));
    expect(lines, message).to.have.lengthOf(1);
    return (lines[0] ?? "").slice(start.length);
}

function isText(value: unknown): value is string {
    return typeof value === "string" && value !== "";
}

/** Every text in a value. */
function textsIn(value: unknown): string[] {
    return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [value].filter(isText);
}

describe("The arguments of", () => {
    let certificate: TestCertificate;

    before(async () => {
        certificate = await makeCertificate();
    });

    for (const { className } of subjects()) {
        describe(className, () => {
            const subject = () => subjects(certificate).find((it) => it.className === className) as Subject;
            const run = (args: unknown, facts: CloudFacts = {}) =>
                deploy(() => subject().make(args), { ...sampleFacts(certificate), ...facts });

            it("have a sample for each field here, and no other", () => {
                const { fields, samples, entries } = subject();
                expect(Object.keys(samples).sort()).to.deep.equal(Object.keys(fields).sort());
                const maps = Object.keys(fields).filter((name) => fields[name]?.entries?.fields !== undefined);
                expect(Object.keys(entries).sort()).to.deep.equal(maps.sort());
                for (const map of maps) {
                    const names = acceptedFields(entryFields(fields, map)).map(([name]) => name);
                    expect(Object.keys(entries[map]?.samples ?? {}).sort()).to.deep.equal(names.sort());
                }
            });

            for (const [what, args, got] of [
                ["undefined", undefined, "nothing"],
                ["null", null, "null"],
                ["a text", "args", '"args"'],
                ["a list", [], "[]"],
                ["an Output", pulumi.output({}), "an Output"],
                ["a promise", Promise.resolve({}), "an Output"],
            ] as const) {
                it(`are refused as a whole when they are ${what}`, async () => {
                    const { fields } = subject();
                    const required = Object.keys(fields).filter((name) => fields[name]?.required);
                    const what = required.length === 0 ? "the component's arguments" : required.join(", ");
                    const { error, deployment } = await refusalOf(() => subject().make(args));
                    expect(error).to.be.instanceOf(ConnectEntraSsoError);
                    expect(error.message.split("\n").slice(0, 2)).to.deep.equal([
                        `${className} "sso" has invalid args:`,
                        `  - The second argument must be an object with ${what}, got ${got}.`,
                    ]);
                    expect(treeOf(deployment)).to.deep.equal([]);
                });
            }

            it("are refused when one is not known, with the nearest one that is", async () => {
                const { fields, enough, make } = subject();
                for (const name of Object.keys(fields)) {
                    const misspelled = `${name}x`;
                    const { error } = await refusalOf(() => make({ ...enough, [misspelled]: true }));
                    expect(lineOf(error.message, [misspelled])).to.equal(`is not a known key; did you mean "${name}"?`);
                }
                const { error } = await refusalOf(() => make({ ...enough, zzzzzz: true }));
                const all = Object.keys(fields).map((name) => `"${name}"`);
                expect(lineOf(error.message, ["zzzzzz"])).to.equal(
                    `is not a known key; write one of ${all.slice(0, -1).join(", ")} and ${all.at(-1)}`,
                );
            });

            it("are refused by an error that has each problem with its path", async () => {
                const { enough, make, fields } = subject();
                const [wrong, rule] = Object.hasOwn(fields, "protection")
                    ? ["protection", "must be true or false"]
                    : ["servicePrincipalObjectId", 'must be a GUID such as "00000000-1111-2222-3333-444444444444"'];
                const { error } = await refusalOf(() => make({ ...enough, [wrong]: "on", zzzzzz: true }));
                expect(error.problems).to.deep.include({ path: [wrong], message: `${rule}, got "on"` });
                expect(error.problems.map(({ path }) => path)).to.deep.equal([["zzzzzz"], [wrong]]);
            });

            for (const place of placesOf(subjects().find((it) => it.className === className) as Subject)) {
                const { path, field } = place;
                describe(`: ${fieldName(path)}`, () => {
                    const here = () =>
                        placesOf(subject()).find((it) => fieldName(it.path) === fieldName(path)) as Place;
                    const good = () => here().sample.good;
                    const bad = () => here().sample.bad;
                    /** What the good value makes; the same for all that wrap it. */
                    let plain: Deployment<unknown> | undefined;
                    const inputs: [how: string, wrap: (value: unknown) => unknown][] = [
                        ["an Output", (value) => pulumi.output(value)],
                        ["a promise", (value) => Promise.resolve(value)],
                    ];

                    if (field.required) {
                        it("is required", async () => {
                            const message = failureOf(await run(here().with(absent)));
                            expect(lineOf(message, path)).to.equal(field.rule?.(undefined));
                            expect(failureOf(await run(here().with(undefined)))).to.equal(message);
                        });
                    } else {
                        it("may be undefined, which is the same as left out", async () => {
                            const leftOut = await run(here().with(absent));
                            const isUndefined = await run(here().with(undefined));
                            expect([leftOut.failures, isUndefined.failures]).to.deep.equal([[], []]);
                            expect(askedOf(isUndefined)).to.deep.equal(askedOf(leftOut));
                        });
                    }

                    it("is refused when it is null", async () => {
                        const deployment = await run(here().with(null));
                        expect(lineOf(failureOf(deployment), path)).to.equal(field.rule?.(null));
                        expect(treeOf(deployment)).to.deep.equal([]);
                    });

                    it("is refused when it breaks its rule, and nothing is registered", async () => {
                        const deployment = await run(here().with(bad()));
                        expect(lineOf(failureOf(deployment), path)).to.equal(field.rule?.(bad()));
                        expect(treeOf(deployment)).to.deep.equal([]);
                    });

                    if (field.plain !== undefined) {
                        const refusal = `must not be an Output or a promise: ${field.plain}`;
                        for (const [how, wrap] of [...inputs, ["a secret", pulumi.secret] as (typeof inputs)[0]]) {
                            it(`is refused as ${how}, and as what holds one`, async () => {
                                const value = good();
                                const given = [wrap(value)];
                                if (Array.isArray(value)) {
                                    given.push(value.map(wrap));
                                }
                                for (const one of given) {
                                    const deployment = await run(here().with(one));
                                    expect(lineOf(failureOf(deployment), path)).to.equal(refusal);
                                    expect(treeOf(deployment)).to.deep.equal([]);
                                }
                            });
                        }
                        return;
                    }

                    for (const [how, wrap] of inputs) {
                        it(`asks for the same as ${how}`, async () => {
                            plain ??= await run(here().with(good()));
                            const later = await run(here().with(wrap(good())));
                            expect([plain.failures, later.failures]).to.deep.equal([[], []]);
                            expect(askedOf(later)).to.deep.equal(askedOf(plain));
                        });

                        it(`is refused in the same words as ${how}`, async () => {
                            const message = failureOf(await run(here().with(wrap(bad()))));
                            expect(message.split("\n")[0]).to.equal(`${className} "sso" can't be deployed:`);
                            expect(lineOf(message, path)).to.equal(field.rule?.(bad()));
                        });
                    }

                    it("may be unknown in a preview, and makes the same resources", async () => {
                        const known = await run(here().with(good()), { preview: true });
                        const value = good();
                        const given = [notKnown()];
                        if (Array.isArray(value)) {
                            given.push(value.map(() => notKnown()) as never);
                        }
                        for (const one of given) {
                            const preview = await run(here().with(one), { preview: true });
                            expect(preview.failures).to.deep.equal([]);
                            expect(treeOf(preview)).to.deep.equal(treeOf(known));
                            if (className === "ConnectSso") {
                                const { notChecked } = preview.result as unknown as { notChecked: string[] };
                                expect(notChecked).to.include(
                                    `Whether ${fieldName(path)} is valid: it is not known before deployment.`,
                                );
                            }
                        }
                    });

                    it("is never shown when it is a secret", async () => {
                        const message = failureOf(await run(here().with(pulumi.secret(bad()))));
                        const rule = field.rule?.(bad())?.split(", got ")[0];
                        expect(lineOf(message, path)).to.equal(`${rule} (the value is a secret and not shown)`);
                        for (const text of textsIn(bad())) {
                            expect(message).not.to.contain(text.slice(0, 12));
                        }
                    });
                });
            }
        });
    }
});

describe("The entries of maps", () => {
    const admin = { firstName: "Ada", lastName: "Admin", securityProfiles: ["Admin"] };
    const users = { "admin@contoso.example": admin };
    const groupId = "99999999-bbbb-4444-8888-000000000001";
    let certificate: TestCertificate;
    const run = (args: object, facts: CloudFacts = {}) =>
        deploy(() => new ConnectSso("sso", { instanceAlias: "contoso-dev", users, ...args }), {
            ...sampleFacts(certificate),
            ...facts,
        });

    before(async () => {
        certificate = await makeCertificate();
    });

    const whole = "an Output; write the map itself, with Outputs as its values";
    const cases: [what: string, args: object, path: string[], message: string][] = [
        [
            "a user that is an Output",
            { users: { ...users, bob: pulumi.output(admin) } },
            ["users", "bob"],
            `must be a map with firstName, lastName and securityProfiles, got ${whole}`,
        ],
        [
            "a user that is null",
            { users: { ...users, bob: null } },
            ["users", "bob"],
            "must be a map with firstName, lastName and securityProfiles, got null",
        ],
        [
            "a user that is undefined",
            { users: { ...users, bob: undefined } },
            ["users", "bob"],
            "must be a map with firstName, lastName and securityProfiles, got nothing",
        ],
        [
            "a certificate that is an Output",
            { certificates: { "2026": pulumi.output({}) } },
            ["certificates", "2026"],
            `must be a map ({} for Entra's defaults), got ${whole}`,
        ],
        [
            "a certificate that is null",
            { certificates: { "2026": null } },
            ["certificates", "2026"],
            "must be a map ({} for Entra's defaults), got null",
        ],
        [
            "a group without an id",
            { groups: { agents: undefined } },
            ["groups", "agents"],
            'must be a GUID such as "00000000-1111-2222-3333-444444444444", got nothing',
        ],
        [
            "a key that every JavaScript object has",
            { users: { ...users, bob: { ...admin, constructor: "x" } } },
            ["users", "bob", "constructor"],
            'is not a known key; write one of "firstName", "lastName", "securityProfiles", "routingProfile", "phoneType", "deskPhoneNumber", "afterContactWorkTimeLimitSeconds", "autoAccept", "secondaryEmail", "tags", "userId", "signIn", "signInEnded", "formerUsername" and "objectId"',
        ],
    ];
    for (const [what, args, path, message] of cases) {
        it(`are refused when one is ${what}`, async () => {
            const deployment = await run(args);
            expect(lineOf(failureOf(deployment), path)).to.equal(message);
            expect(treeOf(deployment)).to.deep.equal([]);
        });
    }

    it("may hold the id of a group that is known later", async () => {
        const assignmentOf = async (id: unknown, facts: CloudFacts = {}) =>
            find(
                await run({ groups: { agents: id } }, facts),
                "azuread:index/appRoleAssignment:AppRoleAssignment",
                "sso-agents",
            ).inputs.principalObjectId;
        expect([
            await assignmentOf(pulumi.output(groupId.toUpperCase())),
            await assignmentOf(Promise.resolve(groupId)),
            await assignmentOf(pulumi.secret(groupId)),
            await assignmentOf(notKnown(), { preview: true }),
        ]).to.deep.equal([groupId, groupId, { secret: groupId }, unknown]);
    });

    it("are refused when the id of a group turns out to be none", async () => {
        const message = failureOf(await run({ groups: { agents: pulumi.output("agents") } }));
        expect(lineOf(message, ["groups", "agents"])).to.equal(
            'must be a GUID such as "00000000-1111-2222-3333-444444444444", got "agents"',
        );
    });

    it("may hold tags that are known later, secret or unknown", async () => {
        const tags = { team: pulumi.output("support"), cost: pulumi.secret("4711"), owner: notKnown() };
        const deployment = await run({ tags }, { preview: true });
        expect(deployment.failures).to.deep.equal([]);
        expect(find(deployment, "aws:connect/instance:Instance", "sso").inputs.tags).to.deep.equal(unknown);
    });
});
