import { readFileSync, writeFileSync } from "node:fs";
import { expect } from "chai";
import { awsTypes, cognitoTypes, componentTypes } from "../../../../rules/resourceTypes";
import { deriveMetadataDocument } from "../../../../rules/saml";
import { connectSso } from "../../../../tools/cli/connectSso";
import { UsageError } from "../../../../tools/cli/errors";
import { type RotateOptions, runRotate } from "../../../../tools/cli/rotate/run";
import { readYaml } from "../../../../tools/cli/yaml";
import { makeCertificate, type TestCertificate } from "../../../helpers/certificates";
import { recorded } from "../../../helpers/command";
import { temporaryFolder } from "../../../helpers/folder";
import { entry, stackOf, urnOf } from "../../../helpers/stackExport";

const activatedAt = "2027-01-10T08:00:00Z";
const soon = Date.parse("2027-01-10T08:30:00Z");
const later = Date.parse("2027-01-10T09:00:01Z");
const temporary = temporaryFolder();
const stackFile = () => readFileSync(temporary.path("Pulumi.prod.yaml"), "utf8");

const programs = {
    stack: 'name: shop\nruntime: nodejs\nconfig:\n  certificates: {default: {}}\n  signingCertificate: {default: ""}\n',
    own: "name: shop\nruntime: nodejs\n",
};

interface State {
    certificates?: string[];
    trusted?: string[];
    signs?: string;
    stated?: string;
    activates?: boolean;
    /** A `CognitoFederation`'s, and not a `ConnectSso`'s. */
    isCognito?: boolean;
}

describe("connect-sso rotate", () => {
    const made = new Map<string, TestCertificate>();
    before(async () => {
        for (const name of ["initial", "2025", "2027"]) {
            made.set(name, await makeCertificate());
        }
    });
    beforeEach(() => temporary.write("Pulumi.yaml", programs.stack));

    /** What `pulumi stack export` would print. */
    function exportOf({
        certificates = ["initial"],
        trusted = certificates,
        signs,
        stated = signs,
        activates,
        isCognito = false,
    }: State): string {
        const component = isCognito ? componentTypes.cognitoFederation : componentTypes.connectSso;
        const document = deriveMetadataDocument({
            entityId: "https://sts.windows.net/3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846/",
            singleSignOnUrl: "https://login.microsoftonline.com/3f2b7c1e-8d64-4e0a-b1c9-5a7e90d2f846/saml2",
            signingCertificates: trusted.map((name) => ({ name, value: made.get(name)?.value ?? "" })),
        });
        const within = { parent: urnOf(component, "sso") };
        const resources = [
            entry(component, "sso", {
                custom: false,
                inputs: {
                    certificates: Object.fromEntries(certificates.map((name) => [name, {}])),
                    ...(stated === undefined ? {} : { signingCertificate: stated }),
                    ...(activates === undefined ? {} : { certificateActivation: activates }),
                },
                outputs: {
                    certificates: Object.fromEntries(
                        certificates.map((name) => [name, { activateCommand: `az rest … ${name}` }]),
                    ),
                },
            }),
            isCognito
                ? entry(cognitoTypes.identityProvider, "sso", {
                      ...{ ...within, outputs: {} },
                      inputs: { providerDetails: { MetadataFile: document } },
                  })
                : entry(awsTypes.samlProvider, "sso", {
                      ...{ ...within, outputs: {} },
                      inputs: { samlMetadataDocument: document },
                  }),
            ...(signs === undefined
                ? []
                : [
                      entry(componentTypes.entraSigningCertificate, "sso", {
                          ...{ ...within, custom: false, outputs: {} },
                          inputs: { signingCertificate: signs, thumbprint: "AB", activatedAt },
                      }),
                  ]),
        ];
        const text = JSON.stringify(stackOf(...resources)).replaceAll("urn:pulumi:dev::", "urn:pulumi:prod::");
        return temporary.write("export.json", text);
    }

    async function rotate(
        state: State,
        options: Partial<RotateOptions> = {},
    ): Promise<[code: number, ...said: string[]]> {
        const deployment = exportOf(state);
        const { code, stdout } = await recorded(
            () => runRotate({ ...{ to: "2027", deployment, now: later }, ...options }, temporary.path()),
            {},
        );
        return [code, ...stdout.trimEnd().replaceAll("npm run -s connect-sso --", "connect-sso").split("\n")];
    }

    const refusalOf = async (state: State, options: Partial<RotateOptions> = {}) => {
        try {
            await rotate(state, options);
        } catch (error) {
            return error instanceof UsageError ? error.message : String(error);
        }
        throw new Error("It was not refused.");
    };

    const again = "`connect-sso rotate --to 2027 --deployment FILE (with a new export)`";

    it("leads from the first certificate to the second in three deployments, and edits the file for one at a time", async () => {
        const begin = "# Production\nconfig:\n    shop:users: {} # none yet\n    aws:region: eu-central-1\n";
        temporary.write("Pulumi.prod.yaml", begin);
        const files = [];
        const said = [];
        for (const [state, options] of [
            [{}],
            [{}],
            [{ certificates: ["initial", "2027"], signs: "initial" }],
            [{ certificates: ["initial", "2027"], signs: "initial", stated: "2027" }],
            [{ certificates: ["initial", "2027"], signs: "2027" }, { now: soon }],
            [{ certificates: ["initial", "2027"], signs: "2027" }],
            [{ certificates: ["2027"], trusted: ["initial", "2027"], signs: "2027" }],
            [{ certificates: ["2027"], signs: "2027" }],
        ] as [State, Partial<RotateOptions>?][]) {
            said.push(await rotate(state, options));
            files.push(stackFile());
        }
        const trust = [
            'Phase 1 of 3, trust. AWS does not trust "2027" yet. Entra signs with "initial".',
            'Next: `pulumi up --stack prod`. It creates "2027", and AWS trusts it beside "initial", with which Entra continues to sign.',
            `Then: ${again}.`,
        ];
        const sign = [
            'Phase 2 of 3, sign. AWS trusts "2027". Entra still signs with "initial".',
            'Next: `pulumi up --stack prod`. It makes Entra sign with "2027". Sign in once to see that it works.',
            `An hour later: ${again}.`,
        ];
        const retire = [
            'Phase 3 of 3, retire. Entra signs with "2027". AWS still trusts "initial", too.',
            'Next: `pulumi up --stack prod`. AWS no longer trusts "initial". Open sessions go on.',
            `Then: ${again}.`,
        ];
        const notYet = "Pulumi.prod.yaml says so already; it is not deployed yet.";
        const changed = (...lines: string[]) => ["Changed Pulumi.prod.yaml:", ...lines.map((line) => `    ${line}`)];
        expect(said).to.deep.equal([
            [
                1,
                trust[0],
                ...changed('shop:certificates has "2027"', 'shop:signingCertificate is "initial"'),
                trust[1],
                trust[2],
            ],
            [1, trust[0], notYet, trust[1], trust[2]],
            [1, sign[0], ...changed('shop:signingCertificate is "2027"'), sign[1], sign[2]],
            [1, sign[0], notYet, sign[1], sign[2]],
            [
                1,
                `Phase 3 of 3, retire: not yet. Entra signs with "2027" since ${activatedAt}. A response that "initial" signed before that lasts up to an hour.`,
                `After 2027-01-10T09:00:00Z: ${again}.`,
            ],
            [
                ...[1, retire[0]],
                ...changed('shop:certificates no longer has "initial"', 'shop:retiredCertificates has "initial"'),
                ...[retire[1], retire[2]],
            ],
            [1, retire[0], notYet, retire[1], retire[2]],
            [
                0,
                'Done. Entra signs with "2027", and AWS trusts no other certificate of this stack.',
                "Delete certificates that do not sign any more in the Entra portal: Pulumi leaves them there.",
                "You can remove retiredCertificates from Pulumi.prod.yaml.",
            ],
        ]);
        const head = `# Production\nconfig:\n    shop:users: {} # none yet\n    aws:region: eu-central-1\n`;
        const one = `${head}    shop:certificates: { initial: {}, "2027": {} }\n    shop:signingCertificate: initial\n`;
        const two = one.replace("Certificate: initial", 'Certificate: "2027"');
        const three = `${head}    shop:certificates: { "2027": {} }\n    shop:signingCertificate: "2027"\n    shop:retiredCertificates: [initial]\n`;
        expect(files).to.deep.equal([one, one, two, two, two, three, three, three]);
    });

    it("names Cognito where that is what must trust the certificate, and prints the arguments of the program", async () => {
        temporary.write("Pulumi.prod.yaml", "config: {}\n");
        const both = { isCognito: true, certificates: ["initial", "2027"], signs: "2027" };
        expect([await rotate({ isCognito: true }), await rotate(both)]).to.deep.equal([
            [
                1,
                'Phase 1 of 3, trust. Cognito does not trust "2027" yet. Entra signs with "initial".',
                "Your program has these arguments, not the stack file. Write:",
                '    certificates: { "initial": {…}, "2027": {…} }',
                '    signingCertificate: "initial"',
                'Next: `pulumi up --stack prod`. It creates "2027", and Cognito trusts it beside "initial", with which Entra continues to sign.',
                `Then: ${again}.`,
            ],
            [
                1,
                'Phase 3 of 3, retire. Entra signs with "2027". Cognito still trusts "initial", too.',
                "Your program has these arguments, not the stack file. Write:",
                '    certificates: { "2027": {…} }',
                '    signingCertificate: "2027"',
                '    retiredCertificates: ["initial"]',
                'Next: `pulumi up --stack prod`. Cognito no longer trusts "initial". Open sessions go on.',
                `Then: ${again}.`,
            ],
        ]);
    });

    it("takes back what is ahead of the deployment: a certificate that AWS does not trust yet does not sign", async () => {
        temporary.write(
            "Pulumi.prod.yaml",
            'config:\n  shop:certificates: {"2027": {}}\n  shop:signingCertificate: "2027"\n  shop:retiredCertificates: [initial, "2025"]\n',
        );
        const [code, title] = await rotate({});
        expect([code, title, readYaml(temporary.path("Pulumi.prod.yaml"))]).to.deep.equal([
            1,
            'Phase 1 of 3, trust. AWS does not trust "2027" yet. Entra signs with "initial".',
            {
                config: {
                    "shop:certificates": { "2027": {}, initial: {} },
                    "shop:signingCertificate": "initial",
                    "shop:retiredCertificates": ["2025"],
                },
            },
        ]);
    });

    it("does not take a statement from before for a switch: first a deployment asks Entra", async () => {
        temporary.write(
            "Pulumi.prod.yaml",
            'config:\n  shop:certificates: {initial: {}, "2027": {}}\n  shop:signingCertificate: "2027"\n',
        );
        const before = stackFile();
        const [code, title, second] = await rotate({ certificates: ["initial", "2027"], stated: "2027" });
        expect([code, title, second, stackFile()]).to.deep.equal([
            1,
            'Phase 2 of 3, sign. AWS trusts "2027". That Entra signs with it was only stated up to now.',
            "Pulumi.prod.yaml says so already; it is not deployed yet.",
            before,
        ]);
    });

    it("has the administrator activate, where deployments don't, and believes the statement after that", async () => {
        const file = 'config:\n  shop:certificates: {initial: {}, "2027": {}}\n  shop:signingCertificate: initial\n';
        temporary.write("Pulumi.prod.yaml", file);
        const both = { certificates: ["initial", "2027"], activates: false };
        const sign = await rotate({ ...both, stated: "initial" });
        const retire = await rotate({ ...both, stated: "2027" });
        expect([sign.slice(4), retire[1]]).to.deep.equal([
            [
                'First make Entra sign with "2027" yourself: az rest … 2027',
                "Next: sign in once to see that it works, and run `pulumi up --stack prod`.",
                `An hour later: ${again}.`,
            ],
            'Phase 3 of 3, retire. Entra signs with "2027". AWS still trusts "initial", too.',
        ]);
    });

    it("refuses what another stack or another project has deployed, and edits nothing", async () => {
        const file = "config: {}\n";
        temporary.write("Pulumi.prod.yaml", file);
        temporary.write("Pulumi.dev.yaml", file);
        const refused = [await refusalOf({}, { stack: "dev" })];
        temporary.write("Pulumi.yaml", programs.stack.replace("shop", "other"));
        refused.push(await refusalOf({}, { stack: "contoso/other/prod" }));
        const export_ =
            '--deployment is an export of the stack "prod" of the project "shop", and the file to edit is that of the stack';
        expect([refused, stackFile(), readFileSync(temporary.path("Pulumi.dev.yaml"), "utf8")]).to.deep.equal([
            [
                `${export_} "dev" of the project "shop"; give the output of \`pulumi stack export --stack dev\`, or another --stack`,
                `${export_} "prod" of the project "other"; give the output of \`pulumi stack export --stack prod\`, or another --stack`,
            ],
            file,
            file,
        ]);
    });

    it("refuses the name of a certificate that is retired", async () => {
        const file = 'config:\n  shop:retiredCertificates: ["2025"] # leaked\n';
        temporary.write("Pulumi.prod.yaml", file);
        expect([await refusalOf({}, { to: "2025" }), stackFile()]).to.deep.equal([
            "--to 2025: that certificate is retired (retiredCertificates). Give a new one another name, such as the year in which it begins",
            file,
        ]);
    });

    it("keeps the encoding of the file", async () => {
        const text = "config:\r\n  a:b: ä\r\n";
        const encoded = (it: string) => Buffer.from(`\ufeff${it}`, "utf16le");
        temporary.write("Pulumi.prod.yaml", "");
        writeFileSync(temporary.path("Pulumi.prod.yaml"), encoded(text));
        await rotate({});
        expect(readFileSync(temporary.path("Pulumi.prod.yaml"))).to.deep.equal(
            encoded(
                `${text.trimEnd()}\r\n  shop:certificates: { initial: {}, "2027": {} }\r\n  shop:signingCertificate: initial\r\n`,
            ),
        );
    });

    it("asks which of several others is to go, and retires those", async () => {
        const file =
            'config:\n  shop:certificates: {initial: {}, "2025": {}, "2027": {}}\n  shop:signingCertificate: "2027"\n';
        temporary.write("Pulumi.prod.yaml", file);
        const state = { certificates: ["initial", "2025", "2027"], signs: "2027" };
        expect([
            await refusalOf(state),
            await refusalOf(state, { retire: ["2030"] }),
            stackFile(),
            (await rotate(state, { retire: ["2025"] })).slice(2, 5),
            (await rotate({ ...state, trusted: ["initial", "2027"] }, { retire: ["initial"] })).slice(2, 5),
        ]).to.deep.equal([
            'AWS trusts several others beside "2027": "2025" and "initial"; add --retire NAME for each that is to go',
            '--retire 2030: AWS trusts "2027", "2025" and "initial" of this stack',
            file,
            [
                "Changed Pulumi.prod.yaml:",
                '    shop:certificates no longer has "2025"',
                '    shop:retiredCertificates has "2025"',
            ],
            [
                "Changed Pulumi.prod.yaml:",
                '    shop:certificates no longer has "initial"',
                '    shop:retiredCertificates has "initial"',
            ],
        ]);
    });

    it("says what to write where the program has its arguments elsewhere, and edits nothing", async () => {
        temporary.write("Pulumi.yaml", programs.own);
        temporary.write("Pulumi.prod.yaml", "config: {}\n");
        expect([await rotate({}), stackFile()]).to.deep.equal([
            [
                ...[1, 'Phase 1 of 3, trust. AWS does not trust "2027" yet. Entra signs with "initial".'],
                "Your program has these arguments, not the stack file. Write:",
                '    certificates: { "initial": {…}, "2027": {…} }',
                '    signingCertificate: "initial"',
                'Next: `pulumi up --stack prod`. It creates "2027", and AWS trusts it beside "initial", with which Entra continues to sign.',
                `Then: ${again}.`,
            ],
            "config: {}\n",
        ]);
    });

    it("edits nothing that it can't edit safely, or that has its certificates from elsewhere", async () => {
        const anchored = "config:\n  shop:certificates: &c\n    initial: {}\n  shop:other: *c\n";
        temporary.write("Pulumi.prod.yaml", anchored);
        const unsafe = await refusalOf({});
        expect([unsafe, stackFile()]).to.deep.equal([
            'Pulumi.prod.yaml is written in a way that this command can\'t change safely. Nothing was written. Change it yourself, so that shop:certificates has "2027"; shop:signingCertificate is "initial"',
            anchored,
        ]);
        temporary.write("Pulumi.prod.yaml", "environment: [shop]\nconfig: {}\n");
        expect(await refusalOf({ certificates: ["2025"] })).to.equal(
            'Pulumi.prod.yaml does not have "2025" under certificates, and the last deployment has. If they stand elsewhere (environment:, another file), write certificates, signingCertificate and retiredCertificates into this file; if they were removed by mistake, put them back',
        );
    });

    it("refuses a file with values of another kind, a wrong name, and a stack that it can't guess", async () => {
        const refused = [await refusalOf({}, { to: "20 27" }), await refusalOf({}, { rehearsed: true })];
        temporary.write("Pulumi.prod.yaml", "config:\n  shop:signingCertificate: 2027\n");
        refused.push(await refusalOf({}));
        temporary.write("Pulumi.prod.yaml", "config:\n  shop:certificates: [initial]\n");
        refused.push(await refusalOf({}));
        temporary.write("Pulumi.prod.yaml", "config:\n  shop:retiredCertificates: [2026]\n");
        refused.push(await refusalOf({}));
        temporary.write("Pulumi.dev.yaml", "config: {}\n");
        refused.push(
            await refusalOf({}),
            await refusalOf({}, { stack: "test" }),
            await refusalOf({}, { stack: "prod", component: "x" }),
        );
        expect(refused.map((line) => line.replaceAll(temporary.path(), "FOLDER"))).to.deep.equal([
            '--to 20 27: the name of a certificate must be 1 to 64 letters a-z or A-Z, digits or . _ -, got "20 27"; write for example "2026"',
            "give --deployment (an export) or --rehearsed (a stack of the rehearsal), not both",
            'Pulumi.prod.yaml: shop:signingCertificate must be a text, in quotation marks if it is a number ("2027")',
            "Pulumi.prod.yaml: shop:certificates must be a mapping such as { initial: {} }",
            'Pulumi.prod.yaml: shop:retiredCertificates must be a list of texts, in quotation marks if they are numbers (["2026"])',
            'add --stack NAME; the folder has "dev" and "prod"',
            "--stack test: there is no file Pulumi.test.yaml in FOLDER; the folder has Pulumi.dev.yaml, Pulumi.prod.yaml",
            '--component x: FOLDER/export.json has no such component; it has "sso"',
        ]);
    });

    it("is a command with its options", async () => {
        const { code, stderr } = await recorded(() => connectSso(["rotate"]), { INIT_CWD: "/" });
        expect([code, stderr.split("\n")[0]]).to.deep.equal([2, "error: required option '--to <name>' not specified"]);
    });
});
