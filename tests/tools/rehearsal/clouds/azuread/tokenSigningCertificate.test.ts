import { createPublicKey, sign, verify, X509Certificate } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { ReadRequest } from "@pulumi/pulumi/proto/provider_pb";
import { expect } from "chai";
import type { Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import type { CloudClient } from "../provider/client";
import { refusal, UNKNOWN } from "../provider/client";
import type { Made } from "./entra";
import {
    CERTIFICATE,
    failuresOf,
    graphError,
    makeSamlApplication,
    NOBODY,
    resourceNotFound,
    SERVICE_PRINCIPAL,
    startEntra,
    text,
} from "./entra";

const DAY_MS = 24 * 60 * 60 * 1000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString().replace(/\.\d+Z$/, "Z");

/** The store as it lies on disk: one line a change. */
function storeFile(entra: CloudClient): string {
    return join(entra.folder, "journal.jsonl");
}

const makeFor = (entra: CloudClient, servicePrincipalId: string): Promise<Made> =>
    entra.make(CERTIFICATE, { servicePrincipalId });

describe("azuread.ServicePrincipalTokenSigningCertificate in the emulated Entra", () => {
    let entra: CloudClient;
    let servicePrincipal: Made;
    before(async () => {
        entra = await startEntra();
    });
    beforeEach(async () => {
        ({ servicePrincipal } = await makeSamlApplication(entra));
    });
    after(() => entra.stop());

    const make = (inputs: Values = {}) =>
        entra.make(CERTIFICATE, {
            servicePrincipalId: servicePrincipal.id,
            displayName: "CN=Contact centre SSO",
            endDate: inDays(365),
            ...inputs,
        });

    it("is a self-signed RSA certificate, whose private key stays in the store", async () => {
        const endDate = inDays(365);
        const { id, state } = await make({ endDate });
        const certificate = new X509Certificate(Buffer.from(String(state.value), "base64"));
        const { objectId } = servicePrincipal.state;
        expect(state).to.deep.equal({
            id: `${objectId}/tokenSigningCertificate/${state.keyId}`,
            servicePrincipalId: servicePrincipal.id,
            displayName: "CN=Contact centre SSO",
            startDate: new Date(certificate.validFrom).toISOString().replace(".000", ""),
            endDate,
            keyId: state.keyId,
            thumbprint: certificate.fingerprint.replaceAll(":", ""),
            value: certificate.raw.toString("base64"),
        });
        expect(id).to.equal(state.id);
        expect(certificate.subject).to.equal("CN=Contact centre SSO");
        expect(certificate.issuer).to.equal(certificate.subject);
        expect(new Date(certificate.validTo).toISOString().replace(".000", "")).to.equal(endDate);
        expect(certificate.publicKey.asymmetricKeyDetails).to.deep.equal({
            modulusLength: 2048,
            publicExponent: 65537n,
        });
        expect(certificate.verify(certificate.publicKey)).to.equal(true);

        const privateKey = privateKeys(entra).find(
            (key) =>
                createPublicKey(key).export({ format: "pem", type: "spki" }) ===
                certificate.publicKey.export({ format: "pem", type: "spki" }),
        );
        const message = Buffer.from("a SAML response");
        const signature = sign("sha256", message, String(privateKey));
        expect(verify("sha256", message, certificate.publicKey, signature)).to.equal(true);
        expect(statSync(storeFile(entra)).mode & 0o777).to.equal(0o600);

        const answers = [
            state,
            (await entra.read(CERTIFICATE, id)).state,
            (await entra.read(SERVICE_PRINCIPAL, servicePrincipal.id)).state,
        ];
        expect(JSON.stringify(answers)).to.not.match(/PRIVATE KEY|privateKey|"d"/);
    });

    it("has a name and an end of Entra's own where none is typed", async () => {
        const { inputs } = await entra.check(CERTIFICATE, { servicePrincipalId: servicePrincipal.id });
        const { state } = await entra.create(CERTIFICATE, inputs);
        const years = (Date.parse(String(state.endDate)) - Date.parse(String(state.startDate))) / (365.25 * DAY_MS);
        expect(state.displayName).to.equal("CN=Microsoft Azure Federated SSO Certificate");
        expect(Math.round(years * 100) / 100).to.equal(3);
    });

    const refusedInCheck: [Values, string][] = [
        [
            { servicePrincipalId: NOBODY },
            `parsing "${NOBODY}": parsing the ServicePrincipal ID: the number of segments didn't match. Expected a ServicePrincipal ID that matched (containing 2 segments): /servicePrincipals/servicePrincipalId`,
        ],
        [
            { displayName: "Contact centre" },
            'expected value of display_name to match regular expression "^CN=.+$|^$", got Contact centre',
        ],
        [{ displayName: "CN=" }, 'expected value of display_name to match regular expression "^CN=.+$|^$", got CN='],
        [
            { endDate: "2027-05-01" },
            'expected "end_date" to be a valid RFC3339 date, got "2027-05-01": parsing time "2027-05-01" as "2006-01-02T15:04:05Z07:00"',
        ],
        [
            { endDate: "2027-02-30T00:00:00Z" },
            'expected "end_date" to be a valid RFC3339 date, got "2027-02-30T00:00:00Z": parsing time "2027-02-30T00:00:00Z" as "2006-01-02T15:04:05Z07:00"',
        ],
        [
            { thumbprint: "A" },
            'Computed attributes cannot be set. Computed attributes cannot be set, but a value was set for "thumbprint".',
        ],
    ];
    for (const [inputs, reason] of refusedInCheck) {
        it(`refuses ${JSON.stringify(inputs)}`, async () => {
            const all = { servicePrincipalId: servicePrincipal.id, ...inputs };
            expect(await failuresOf(entra, CERTIFICATE, all)).to.deep.equal([reason]);
        });
    }

    for (const [what, endDate] of [
        ["in the past", inDays(-1)],
        ["more than three years away", inDays(3 * 366 + 1)],
    ] as const) {
        it(`refuses an end ${what}`, async () => {
            expect(await refusal(make({ endDate }))).to.equal(
                `Could not add token signing certificate to Service Principal (Service Principal: "${text(servicePrincipal, "objectId")}"): ` +
                    graphError(
                        "400 Bad Request",
                        "Request_BadRequest",
                        `Key credential end date is invalid. (rehearsal: ${endDate} must be in the future and at most 3 years ahead)`,
                    ),
            );
        });
    }

    it("refuses a service principal that is not there", async () => {
        expect(await refusal(make({ servicePrincipalId: `/servicePrincipals/${NOBODY}` }))).to.equal(
            `Could not add token signing certificate to Service Principal (Service Principal: "${NOBODY}"): ${resourceNotFound(NOBODY)}`,
        );
    });

    const diffs: [string, Values, Values, string[]][] = [
        ["another end", { endDate: "2027-05-01T00:00:00Z" }, { endDate: "2027-06-01T00:00:00Z" }, ["endDate"]],
        [
            "the same end spelled otherwise",
            { endDate: "2027-05-01T00:00:00Z" },
            { endDate: "2027-05-01T00:00:00+00:00" },
            ["endDate"],
        ],
        ["an end no longer typed", { endDate: "2027-05-01T00:00:00Z" }, {}, []],
        ["another name", { displayName: "CN=a" }, { displayName: "CN=b" }, ["displayName"]],
        ["another service principal", {}, { servicePrincipalId: UNKNOWN }, ["servicePrincipalId"]],
        ["nothing", {}, {}, []],
    ];
    for (const [what, before, after, replaces] of diffs) {
        it(`replaces ${JSON.stringify(replaces)} for ${what}`, async () => {
            const base = { servicePrincipalId: "/servicePrincipals/x" };
            expect(
                (await entra.diff(CERTIFICATE, { ...base, ...before }, { ...base, ...after })).replaces,
            ).to.deep.equal(replaces);
        });
    }

    it("comes back in Entra's spelling of its end after a refresh", async () => {
        const typed = `${inDays(100).slice(0, -1)}+00:00`;
        const { inputs } = await entra.check(CERTIFICATE, { servicePrincipalId: servicePrincipal.id, endDate: typed });
        const { id, state } = await entra.create(CERTIFICATE, inputs);
        const refreshed = await entra.read(CERTIFICATE, id, inputs, state);
        expect(refreshed.inputs.endDate).to.equal(typed.replace("+00:00", "Z"));
    });

    it("shows its outputs unknown in a preview", async () => {
        const { inputs } = await entra.check(CERTIFICATE, { servicePrincipalId: UNKNOWN, endDate: inDays(9) });
        const { state } = await entra.create(CERTIFICATE, inputs, { preview: true });
        expect([state.value, state.thumbprint, state.keyId, state.displayName]).to.deep.equal(Array(4).fill(UNKNOWN));
    });

    it("deletes the only certificate, private key and all", async () => {
        const keysBefore = privateKeys(entra).length;
        const { id } = await make();
        await entra.delete(CERTIFICATE, id);
        expect((await entra.read(CERTIFICATE, id)).id).to.equal("");
        expect(privateKeys(entra)).to.have.lengthOf(keysBefore);
    });

    for (const [keyOrder, first, second] of [
        ["oldestFirst", "older", "newer"],
        ["newestFirst", "newer", "older"],
    ] as const) {
        it(`loses the ${second} of two when the ${first} is deleted, and says so too late, where keys are listed ${keyOrder}`, async () => {
            const other = await startEntra({ keyOrder });
            const { id, state } = (await makeSamlApplication(other)).servicePrincipal;
            const made = { older: await makeFor(other, id), newer: await makeFor(other, id) };
            const [deleted, lost] = [made[first], made[second]];
            expect(await refusal(other.delete(CERTIFICATE, deleted.id))).to.equal(
                `Waiting for deletion of token signing certificate credential "${text(deleted, "keyId")}" Service Principal (Service ` +
                    `Principal: "${state.objectId}"): timeout while waiting for state to become 'Deleted' (last state: 'Waiting', ` +
                    "timeout: 5m0s)",
            );
            const found = [await other.read(CERTIFICATE, deleted.id), await other.read(CERTIFICATE, lost.id)];
            expect(found.map((one) => one.id)).to.deep.equal([deleted.id, ""]);
            other.stop();
        });

        it(`deletes the ${second} of two alone where keys are listed ${keyOrder}`, async () => {
            const other = await startEntra({ keyOrder });
            const { id } = (await makeSamlApplication(other)).servicePrincipal;
            const made = { older: await makeFor(other, id), newer: await makeFor(other, id) };
            await other.delete(CERTIFICATE, made[second].id);
            const found = [
                await other.read(CERTIFICATE, made[first].id),
                await other.read(CERTIFICATE, made[second].id),
            ];
            expect(found.map((one) => one.id)).to.deep.equal([made[first].id, ""]);
            other.stop();
        });
    }

    it("goes with its service principal, private key and all, and is marked secret until then", async () => {
        const keysBefore = privateKeys(entra).length;
        const { id } = await make();
        const answer = await entra.send(
            "read",
            new ReadRequest().setUrn(`urn:pulumi:dev::x::${CERTIFICATE}::it`).setId(id),
        );
        const { value } = (answer.getProperties()?.toJavaScript() ?? {}) as { value?: object };
        expect(Object.values(value ?? {})[0]).to.equal("1b47061264138c4ac30d75fd1eb44270");
        await entra.delete(SERVICE_PRINCIPAL, servicePrincipal.id);
        expect((await entra.read(CERTIFICATE, id)).id).to.equal("");
        expect(privateKeys(entra)).to.have.lengthOf(keysBefore);
    });
});

/** The private keys that the store holds now. */
function privateKeys(entra: CloudClient): string[] {
    const live = new Map<string, string>();
    for (const line of readFileSync(storeFile(entra), "utf8").split("\n").filter(Boolean)) {
        for (const [kind, id, value] of JSON.parse(line) as [string, string, { privateKey: string } | null][]) {
            if (kind === "signingKey" && value === null) {
                live.delete(id);
            } else if (kind === "signingKey" && value !== null) {
                live.set(id, value.privateKey);
            }
        }
    }
    return [...live.values()];
}
