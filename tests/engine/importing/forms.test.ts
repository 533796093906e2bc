import { readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { deriveMetadataDocument } from "../../../rules/saml";
import type { EngineResource } from "../../../tools/cli/stateFile";
import { makeCertificate } from "../../helpers/certificates";
import { type EngineStack, makeStack, type Run } from "../../helpers/engine";
import { expectSuccess } from "../../helpers/federation";
import { type Importer, makeImporter } from "../../helpers/importer";

interface Problem {
    path: string[];
    message: string;
}
type Report = Record<string, Problem[] | string[]>;
type Table = typeof import("../../importers/forms/table");

describe("an argument that is left out, undefined, an Output, unknown or a secret", () => {
    let importer: Importer;
    let stack: EngineStack;
    let table: Table["table"];
    let marker: string;
    const reportFile = () => join(importer.folder, "report.json");
    /** With the table's word for the user whom the program names. */
    const report = () =>
        JSON.parse(
            readFileSync(reportFile(), "utf8").replaceAll(/\[\\"user-\d+@contoso.example\\"\]/g, ".USER"),
        ) as Report;

    before(async () => {
        importer = await makeImporter("tests/importers/forms");
        // Makes Entra sign, for which no importer needs to install it otherwise.
        symlinkSync(
            join(__dirname, "..", "..", "..", "node_modules", "@azure"),
            join(importer.folder, "node_modules", "@azure"),
        );
        const { value } = await makeCertificate();
        const metadata = deriveMetadataDocument({
            entityId: "https://sts.windows.net/3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846/",
            singleSignOnUrl: "https://login.microsoftonline.com/3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846/saml2",
            signingCertificates: [{ name: "initial", value }],
        });
        importer.write("metadata.xml", metadata);
        const made: Table = await import(join(importer.folder, "table.ts"));
        ({ table, marker } = made);
        const instance = { identityManagementType: "SAML", inboundCallsEnabled: true, outboundCallsEnabled: true };
        stack = await makeStack({
            program: importer.folder,
            account: {
                accountId: "123456789012",
                quotas: { instances: 100 },
                existing: [
                    {
                        type: "aws:connect/instance:Instance",
                        id: made.known.instanceId,
                        inputs: { ...instance, instanceAlias: "contoso-old" },
                    },
                    {
                        type: "aws:cognito/userPool:UserPool",
                        id: made.known.userPoolId,
                        inputs: { name: "contoso-old" },
                    },
                    {
                        type: "aws:iam/samlProvider:SamlProvider",
                        inputs: { name: "Other", samlMetadataDocument: metadata },
                    },
                ],
            },
        });
    });
    after(() => {
        stack.remove();
        importer.remove();
    });

    /** Runs the program with one of its tasks. */
    function runTask(task: string, operation: () => Promise<Run>): Promise<Run> {
        stack.configure({ "aws:region": "eu-central-1", task, report: reportFile() });
        return operation();
    }

    /** All arguments for which `which` holds, with the class and the name that the program gives the component. */
    function rows(which: (row: Table["table"][string][number]) => boolean) {
        return Object.entries(table).flatMap(([className, all]) =>
            all.filter(which).map((row) => ({ className, row, name: `${className}-${row.path.join(".")}` })),
        );
    }
    const unknownLine = (path: readonly string[]) =>
        `Whether ${path.map((part, index) => (/\W/.test(part) ? `[${JSON.stringify(part)}]` : `${index === 0 ? "" : "."}${part}`)).join("")} is valid: it is not known before deployment.`;
    /** What no deployment checks of a user whose objectId is given and whose securityProfiles are an Output. */
    const identified = [
        "Whether 1 user(s) exist in the directory, are enabled and are spelled like this (objectId is set).",
        "Whether the instance approves the origins of the output approvedOrigins, which has the command for each.",
        "Whether a user has the security profile Admin (securityProfiles of a user is an Output).",
    ];

    /** What is left out in every form with all arguments: three components belong to an application that is yet to be made. */
    const alwaysUnchecked: Record<string, string[]> = {
        ConnectSso: identified,
        EntraAwsClaims: [unknownLine(["servicePrincipalId"])],
        EntraAppAssignments: [unknownLine(["servicePrincipalObjectId"])],
        EntraSigningCertificate: [unknownLine(["certificates"]), unknownLine(["servicePrincipalObjectId"])],
    };
    /** What else is left out for an argument that is not known yet. */
    const whenUnknown: Record<string, string[]> = {
        ConnectUsers: ["Whether the instance has the users' profiles: its id is not known before deployment."],
        EntraSamlApp: [
            "Whether another application of the tenant has the identifier: it is not known before deployment.",
        ],
    };

    it("previews with each one alone unknown, item by item too, without leaving out a resource or a word", async () => {
        let names: string[] = [];
        await runTask("oneByOne", async () => {
            const steps = await stack.steps();
            names = steps.filter(({ type }) => !type.startsWith("connect-entra-sso:")).map(({ name }) => name);
            return { code: 0, stdout: "", stderr: "", output: "" };
        });
        const found = report();
        const single = [
            ...rows(({ plain }) => !plain).map((it) => ({ ...it, name: `${it.name}-unknown` })),
            ...rows(({ plain, good }) => !plain && typeof good === "object").map((it) => ({
                ...it,
                name: `${it.name}-items`,
            })),
        ];
        const sizes: Record<string, number> = {
            ...{ ConnectInstance: 1, EntraSamlApp: 4, AwsSamlFederation: 3, EntraAwsClaims: 2 },
            ...{ ConnectUsers: 1, EntraAppAssignments: 1, ConnectSso: 12, CognitoFederation: 8 },
            EntraSigningCertificate: 0,
        };
        for (const { name, className, row } of single) {
            const isGroup = row.path[0] === "groups" ? 1 : 0;
            const isExisting = /^existing(Instance|UserPool)Id$/.test(row.path[0] ?? "") ? 1 : 0;
            const made = names.filter((it) => it === name || it.startsWith(`${name}-`));
            expect(made.length, name).to.equal((sizes[className] ?? 0) + isGroup - isExisting);
            expect(found[name], name).to.include(unknownLine(row.path));
        }
    });

    for (const [form, task, title] of [
        ["secret", "refusedSecret", "a secret that is wrong, without showing it"],
        ["unknown", "refusedLate", "what turns out to be wrong only during up"],
    ] as const) {
        it(`refuses ${title}, before the component makes anything`, async () => {
            const run = await runTask(task, () => stack.up());
            expect(run.code).not.to.equal(0);
            const refused = rows(({ plain, bad, instead }) => !plain && bad !== undefined && instead === undefined);
            const [, diagnostics = ""] = run.output.split("Diagnostics:");
            for (const className of Object.keys(table)) {
                const [, text = ""] = diagnostics.split(`${className} "${className}-${form}" can't be deployed:\n`);
                const lines = text.split(/\n\s*(?:error:|\w+ "[^"]+" can't be)/)[0] ?? "";
                for (const { row } of refused.filter((it) => it.className === className)) {
                    expect(lines, `${className}-${form}`).to.match(new RegExp(`${row.path.at(-1)} must `));
                }
            }
            expect(form === "secret" && run.output.includes(marker)).to.equal(false);
            const { resources = [] } = await stack.export();
            expect(resources.filter(({ urn }) => urn.includes(`-${form}`))).to.deep.equal([]);
        });
    }

    it("previews with all of them at once in each form, names in notChecked what is not known yet, and refuses the rest in words", async () => {
        expectSuccess(await runTask("together", () => stack.preview()));
        const found = report();
        const acceptable = rows(({ plain, instead }) => !plain && instead === undefined);
        for (const className of Object.keys(table)) {
            const always = alwaysUnchecked[className] ?? [];
            const unknown = acceptable
                .filter((it) => it.className === className)
                .map(({ row }) => unknownLine(row.path));
            const optional = className === "ConnectSso" ? [] : always;
            expect(found[`${className}-undefined`], className).to.deep.equal(optional);
            expect(found[`${className}-known`], className).to.deep.equal(always);
            expect(found[`${className}-secret`], className).to.deep.equal(always);
            expect(new Set(found[`${className}-unknown`] as string[]), className).to.deep.equal(
                new Set([...always, ...(whenUnknown[className] ?? []), ...unknown]),
            );
        }

        const outputs = rows(({ plain }) => plain === true).map(({ name, row }) => [`${name}-known`, row] as const);
        const missing = rows(({ required }) => required === true).map(
            ({ name, row }) => [`${name}-undefined`, row] as const,
        );
        for (const [name, { path }] of [...outputs, ...missing]) {
            const problem = (found[name] as Problem[] | undefined)?.[0];
            expect(problem?.path.at(-1), name).to.equal(path.at(-1));
            expect(problem?.message, name).to.match(
                name.endsWith("-known") ? /^must not be an Output or a promise: / : /, got nothing/,
            );
        }
    });

    it("deploys with all of them at once in each form, leaves nothing to change, and shows no secret anywhere", async () => {
        const up = await runTask("together", () => stack.up());
        expectSuccess(up);
        expect(up.output).not.to.include(marker);
        expect(report()["ConnectSso-unknown"]).to.deep.equal(identified);
        const { resources = [] } = await stack.export();
        const secret = resources.filter(({ urn }) => /-secret\b/.test(urn)).map(withoutNames);
        expect(secret.filter((resource) => JSON.stringify(resource).includes(marker))).to.deep.equal([]);
        expect(JSON.stringify(secret).split('"ciphertext"').length).to.be.above(50);
        const again = await runTask("together", () => stack.preview("--expect-no-changes"));
        expectSuccess(again);
    });
});

/** Both clouds show the name and the addresses of an application to everybody, and azuread repeats them under names of its own. */
function withoutNames({ outputs, ...resource }: EngineResource): object {
    const { displayName: _, resourceDisplayName: __, redirectUris: ___, ...others } = outputs ?? {};
    return { ...resource, outputs: others };
}
