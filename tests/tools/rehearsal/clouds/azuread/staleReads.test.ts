import { expect } from "chai";
import { azureadCloud } from "../../../../../tools/rehearsal/clouds/azuread/index";
import type { Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import { Store } from "../../../../../tools/rehearsal/clouds/provider/store";
import { type CloudClient, halfMade, refusal } from "../provider/client";
import { definitionOf, roleClaim } from "./claims";
import {
    APPLICATION,
    AWS_IDENTIFIER,
    CERTIFICATE,
    DEFAULT_ROLE,
    graphError,
    IDENTIFIER_URI,
    likeInputs,
    type Made,
    makeSamlApplication,
    POLICY,
    POLICY_ASSIGNMENT,
    ROLE_ASSIGNMENT,
    resourceNotFound,
    SERVICE_PRINCIPAL,
    startEntra,
    text,
    userId,
} from "./entra";

const urnOf = (token: string) => `urn:pulumi:dev::rehearsal::${token}::it`;
const nameOf = (token: string) => token.split(":").pop();

describe("reads of Entra that find nothing yet", () => {
    let entra: CloudClient;
    let application: Made;
    let principal: Made;
    let policy: Made;

    beforeEach(async () => {
        entra = await startEntra();
        const made = await makeSamlApplication(entra);
        [application, principal] = [made.application, made.servicePrincipal];
        policy = await entra.make(POLICY, { displayName: "Other", definitions: [definitionOf(roleClaim)] });
    });
    afterEach(() => entra.stop());

    const inputsOf = (token: string): Values =>
        ({
            [APPLICATION]: { displayName: "Other centre", featureTags: [{ enterprise: true }] },
            [IDENTIFIER_URI]: { applicationId: application.id, identifierUri: AWS_IDENTIFIER },
            [SERVICE_PRINCIPAL]: {
                clientId: text(application, "clientId"),
                preferredSingleSignOnMode: "saml",
                featureTags: [{ enterprise: true }],
            },
            [CERTIFICATE]: { servicePrincipalId: principal.id },
            [POLICY]: { displayName: "Claims", definitions: [definitionOf(roleClaim)] },
            [POLICY_ASSIGNMENT]: { servicePrincipalId: principal.id, claimsMappingPolicyId: policy.id },
            [ROLE_ASSIGNMENT]: {
                appRoleId: DEFAULT_ROLE,
                principalObjectId: userId("alice"),
                resourceObjectId: text(principal, "objectId"),
            },
        })[token] ?? {};

    /** Makes one of the type, of whose reads one finds nothing. There can be one service principal of an application. */
    async function makeMissing(token: string, read?: string): Promise<Made> {
        if (token === SERVICE_PRINCIPAL) {
            await entra.delete(SERVICE_PRINCIPAL, principal.id);
        }
        entra.plan({ stale: [{ type: token, operation: "create", call: 1, read }] });
        return entra.make(token, inputsOf(token));
    }

    async function countOf(...kinds: string[]): Promise<number> {
        const store = await Store.open(entra.folder);
        const counts = kinds.map((kind) => store.list(kind).length);
        store.close();
        return counts.reduce((sum, count) => sum + count, 0);
    }

    it("are known of every type of which the provider reads something", () => {
        const types = azureadCloud.types.filter(({ reads }) => reads !== undefined).map(({ token }) => token);
        expect(types).to.have.members([
            ...[APPLICATION, IDENTIFIER_URI, SERVICE_PRINCIPAL, CERTIFICATE],
            ...[POLICY, POLICY_ASSIGNMENT, ROLE_ASSIGNMENT],
        ]);
    });

    for (const [token, again] of [
        [IDENTIFIER_URI, /^a resource with the ID "\/applications\/.*" already exists - to be managed via Terraform/],
        [SERVICE_PRINCIPAL, /^A resource with the ID "[-\da-f]{36}" already exists: To be managed via Terraform/],
        [ROLE_ASSIGNMENT, /Request_BadRequest: Permission being assigned already exists on the object$/],
        [POLICY_ASSIGNMENT, /added object references already exist for the following modified properties: 'claims/],
        [APPLICATION, /^accepted$/],
        [POLICY, /^accepted$/],
        [CERTIFICATE, /^accepted$/],
    ] as const) {
        it(`leave ${nameOf(token)} out of the state though it is made, and a second creation is answered ${again}`, async () => {
            expect(await refusal(makeMissing(token))).to.equal(
                `expected non-nil error with nil state during Create of ${urnOf(token)}`,
            );
            expect(await refusal(entra.make(token, inputsOf(token)))).to.match(again);
        });
    }

    const [named, notFound] = [
        (what: string, id: string) => `${what} (${what}: "${id}")`,
        (doing: string, id: string) => `${doing}: ${resourceNotFound(id)}`,
    ];
    for (const [token, read, doing, owner] of [
        [
            ROLE_ASSIGNMENT,
            "servicePrincipal",
            (id: string) => `Service principal not found for resource (Object ID: "${id}")`,
            "principal",
        ],
        [IDENTIFIER_URI, "application", (id: string) => `retrieving ${named("Application", id)}`, "application"],
        [
            CERTIFICATE,
            "servicePrincipal",
            (id: string) => `Could not add token signing certificate to ${named("Service Principal", id)}`,
            "principal",
        ],
        [
            POLICY_ASSIGNMENT,
            "reference",
            (id: string) => `Creating ClaimsMappingPolicyAssignment for ${named("Service Principal", id)}`,
            "principal",
        ],
    ] as const) {
        it(`refuse ${nameOf(token)} at its ${read} before anything is made, and it can be made then`, async () => {
            const id = text(owner === "principal" ? principal : application, "objectId");
            expect(await refusal(makeMissing(token, read))).to.equal(notFound(doing(id), id));
            await entra.make(token, inputsOf(token));
        });
    }

    for (const [read, doing] of [
        ["poll", "Waiting for token signing certificate credential for"],
        ["keyId", "Retrieving"],
    ] as const) {
        it(`leave a certificate behind that nobody knows, at its ${read}`, async () => {
            const id = text(principal, "objectId");
            expect(await refusal(makeMissing(CERTIFICATE, read))).to.equal(
                notFound(`${doing} ${named("Service Principal", id)}`, id),
            );
            await entra.make(CERTIFICATE, inputsOf(CERTIFICATE));
            expect(await countOf("signingKey")).to.equal(2);
        });
    }

    for (const [token, read] of [
        [APPLICATION, "patch"],
        [SERVICE_PRINCIPAL, "application"],
        [ROLE_ASSIGNMENT, "principal"],
        [CERTIFICATE, "keyCredentials"],
    ] as const) {
        it(`are repeated by the provider at the ${read} of ${nameOf(token)}`, async () => {
            expect((await makeMissing(token, read)).id).not.to.equal("");
        });
    }

    for (const [token, read, doing] of [
        [
            SERVICE_PRINCIPAL,
            "patch",
            () => "Timed out whilst waiting for new service principal to be replicated in Azure AD",
        ],
        [SERVICE_PRINCIPAL, "beta", (id: string) => `Retrieving ${named("Service Principal", id)} (beta API)`],
        [
            SERVICE_PRINCIPAL,
            "owners",
            (id: string) => `Could not retrieve owners for ${named("Service Principal", id)}`,
        ],
        [APPLICATION, "beta", (id: string) => `Retrieving ${named("Application", id)} (beta API)`],
        [APPLICATION, "owners", (id: string) => `Could not retrieve owners for ${named("Application", id)}`],
    ] as const) {
        it(`leave ${nameOf(token)} in the state as half made at its ${read}; the next update loses its tags`, async () => {
            const { id, state, reasons } = await halfMade(makeMissing(token, read));
            const objectId = id.split("/").pop() ?? "";
            const message = notFound(doing(objectId), objectId);
            expect(reasons).to.deep.equal([`creating ${urnOf(token)}: 1 error occurred:\n\t* ${message}\n\n`]);
            expect(state).to.deep.include({ id, ...inputsOf(token) });
            const { inputs } = await entra.check(token, inputsOf(token));
            expect((await entra.update(token, id, state, inputs)).tags).to.deep.equal([]);
        });
    }

    it("hide the service principal that useExisting looks for, so that a second one is refused", async () => {
        const inputs = { ...inputsOf(SERVICE_PRINCIPAL), useExisting: true };
        entra.plan({ stale: [{ type: SERVICE_PRINCIPAL, operation: "create", call: 1, read: "existing" }] });
        expect(await refusal(entra.make(SERVICE_PRINCIPAL, inputs))).to.equal(
            `Could not create service principal: ${graphError(
                "409 Conflict",
                "Request_MultipleObjectsWithSameKeyValue",
                "The service principal cannot be created, updated, or restored because the service principal name " +
                    `${text(application, "clientId")} is already in use.`,
            )}`,
        );
        expect((await entra.make(SERVICE_PRINCIPAL, inputs)).id).to.equal(principal.id);
    });

    it("let a refresh take what is there for gone", async () => {
        entra.plan({ stale: [{ type: SERVICE_PRINCIPAL, operation: "read", call: 1 }] });
        expect((await entra.read(SERVICE_PRINCIPAL, principal.id)).id).to.equal("");
        expect((await entra.read(SERVICE_PRINCIPAL, principal.id)).id).to.equal(principal.id);
    });

    it("let an update end in the bridge's words for what is gone, with the change made", async () => {
        entra.plan({ stale: [{ type: POLICY, operation: "update", call: 1 }] });
        const inputs = { ...inputsOf(POLICY), displayName: "Renamed" };
        expect(await refusal(entra.update(POLICY, policy.id, policy.state, inputs))).to.equal(
            `Resource provider reported that the resource did not exist while updating ${urnOf(POLICY)}.\n\nThis is usually a ` +
                "result of the resource having been deleted outside of Pulumi, and can often be fixed by running `pulumi " +
                "refresh` before updating.",
        );
        expect((await entra.read(POLICY, policy.id)).state.displayName).to.equal("Renamed");
    });
});

describe("import of what stands in Entra", () => {
    let entra: CloudClient;
    before(async () => {
        entra = await startEntra();
    });
    after(() => entra.stop());

    it("reads each type by its id alone, and the program's own inputs are no change then", async () => {
        const { application, servicePrincipal } = await makeSamlApplication(entra);
        const policy = await entra.make(POLICY, { displayName: "Claims", definitions: [definitionOf(roleClaim)] });
        const objectId = text(servicePrincipal, "objectId");
        const typed: [token: string, made: Made, id: RegExp, inputs: Values][] = [
            [APPLICATION, application, /^\/applications\/[-\da-f]{36}$/, { displayName: "Contact centre" }],
            [
                SERVICE_PRINCIPAL,
                servicePrincipal,
                /^\/servicePrincipals\/[-\da-f]{36}$/,
                { clientId: text(application, "clientId"), preferredSingleSignOnMode: "saml" },
            ],
        ];
        for (const [token, id, inputs] of [
            [
                CERTIFICATE,
                `^${objectId}/tokenSigningCertificate/[-\\da-f]{36}$`,
                { servicePrincipalId: servicePrincipal.id },
            ],
            [
                POLICY_ASSIGNMENT,
                `^${servicePrincipal.id}/claimsMappingPolicies/[-\\da-f]{36}$`,
                { servicePrincipalId: servicePrincipal.id, claimsMappingPolicyId: policy.id },
            ],
            [
                ROLE_ASSIGNMENT,
                `^${servicePrincipal.id}/appRoleAssignedTo/[-\\w]{43}$`,
                { appRoleId: DEFAULT_ROLE, principalObjectId: userId("alice"), resourceObjectId: objectId },
            ],
        ] as const) {
            typed.push([token, await entra.make(token, inputs), new RegExp(id), inputs]);
        }
        for (const [token, { id, state }, form, news] of typed) {
            expect(id).to.match(form);
            const read = await entra.read(token, id);
            expect(likeInputs(state, read.state), token).to.deep.equal(state);
            const { inputs } = await entra.check(token, news);
            expect([token, (await entra.diff(token, read.inputs, inputs)).detailed]).to.deep.equal([token, {}]);
        }
    });
});
