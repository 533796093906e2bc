import { CreateRequest, ReadRequest } from "@pulumi/pulumi/proto/provider_pb";
import { expect } from "chai";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import type { CloudClient } from "../provider/client";
import {
    APPLICATION,
    AWS_IDENTIFIER,
    caller,
    failuresOf,
    IDENTIFIER_URI,
    makeApplication,
    makeSamlApplication,
    POLICY,
    SERVICE_PRINCIPAL,
    startEntra,
    text,
    userId,
} from "./entra";

const urnOf = (token: string) => `urn:pulumi:dev::rehearsal::${token}::it`;

describe("what the bridge makes of the azuread provider", () => {
    let entra: CloudClient;
    before(async () => {
        entra = await startEntra({ permissions: "none" });
    });
    after(() => entra.stop());

    /** The state as it goes over the wire, with what is null. */
    const raw = async (answer: Promise<{ getProperties(): Struct | undefined }>) =>
        ((await answer).getProperties()?.toJavaScript() ?? {}) as Values;

    it("shows what came back empty and was not typed as null, until a refresh shows it empty", async () => {
        const application = await makeApplication(entra);
        const request = new CreateRequest().setUrn(urnOf(SERVICE_PRINCIPAL));
        request.setProperties(Struct.fromJavaScript({ clientId: text(application, "clientId"), alternativeNames: [] }));
        const created = await raw(entra.send("create", request));
        expect(created).to.deep.include({
            notificationEmailAddresses: null,
            owners: null,
            alternativeNames: [],
            tags: [],
            redirectUris: [],
            description: "",
            accountEnabled: true,
        });
        const read = new ReadRequest().setUrn(urnOf(SERVICE_PRINCIPAL)).setId(String(created.id));
        expect(await raw(entra.send("read", read))).to.deep.include({ notificationEmailAddresses: [], owners: [] });
        const whole = new CreateRequest().setUrn(urnOf(APPLICATION));
        whole.setProperties(Struct.fromJavaScript({ displayName: "Nulls", signInAudience: "AzureADMyOrg" }));
        expect(await raw(entra.send("create", whole))).to.deep.include({
            identifierUris: null,
            groupMembershipClaims: null,
            optionalClaims: null,
            password: null,
            requiredResourceAccesses: null,
            preventDuplicateNames: false,
        });
    });

    it("fills in no default that is false", async () => {
        const { inputs } = await entra.check(APPLICATION, { displayName: "Contact centre", appRoles: [] });
        expect(inputs).to.deep.equal({
            displayName: "Contact centre",
            signInAudience: "AzureADMyOrg",
            appRoles: [],
            __defaults: ["signInAudience"],
        });
    });

    it("names what is missing by the provider's own names, blocks as lists of one", async () => {
        const required = (name: string) =>
            `Missing required argument. The argument "${name}" is required, but no definition was found.`;
        expect(await failuresOf(entra, SERVICE_PRINCIPAL, {})).to.deep.equal([required("client_id")]);
        expect(await failuresOf(entra, POLICY, { displayName: "x" })).to.deep.equal([required("definition")]);
        const appRoles = [{ id: userId("alice"), allowedMemberTypes: ["User"], description: "x" }];
        expect(await failuresOf(entra, APPLICATION, { displayName: "x", appRoles })).to.deep.equal([
            required("app_role.0.display_name"),
        ]);
        expect((await entra.invoke("azuread:index/getUser:getUser", { objectId: 5 })).failures).to.deep.equal([
            'expected "object_id" to be a valid UUID, got 5',
        ]);
    });

    for (const [operation, call, doing] of [
        [
            "invoke",
            () => entra.invoke("azuread:index/getUsers:getUsers", { returnAll: true }),
            "invoking azuread:index/getUsers:getUsers",
        ],
        ["read", () => entra.read(APPLICATION, "x"), `refreshing ${urnOf(APPLICATION)}`],
        ["delete", () => entra.delete(APPLICATION, "x"), `deleting ${urnOf(APPLICATION)}`],
    ] as const) {
        it(`says what was under way when a ${operation} fails`, async () => {
            const error = await call().then(
                () => ({ details: "accepted" }),
                (reason) => reason as { details: string },
            );
            expect(error.details.split("\n\t* ")[0]).to.equal(`${doing}: 1 error occurred:`);
        });
    }

    it("sees an identifier that stands in the state and not in the program, unless changes of it are ignored", async () => {
        const news = { displayName: "With identifier", api: { requestedAccessTokenVersion: 2 } };
        const application = await makeApplication(entra, news);
        await entra.make(IDENTIFIER_URI, { applicationId: application.id, identifierUri: AWS_IDENTIFIER });
        const { inputs } = await entra.check(APPLICATION, news);
        const { state } = await entra.read(APPLICATION, application.id, inputs, application.state);
        const detailed = async (olds: Values, ignored: string[] = []) =>
            (await entra.diff(APPLICATION, inputs, inputs, ignored, olds)).detailed;
        expect(await detailed(application.state)).to.deep.equal({});
        expect(await detailed(state)).to.deep.equal({ identifierUris: "delete" });
        expect(await detailed(state, ["identifierUris"])).to.deep.equal({});
        const update = (olds: Values, ignoreChanges: string[]) =>
            entra.update(APPLICATION, application.id, olds, { ...inputs, notes: "x" }, { ignoreChanges });
        expect((await update(application.state, [])).identifierUris).to.deep.equal([AWS_IDENTIFIER]);
        expect((await update(state, ["identifierUris"])).identifierUris).to.deep.equal([AWS_IDENTIFIER]);
        expect((await update(state, [])).identifierUris).to.equal(undefined);
    });

    it("sees no change of an application whose features are now written as their tags, and one in others", async () => {
        const { state } = await makeApplication(entra, { featureTags: [{ enterprise: true }] });
        const { inputs: before } = await entra.check(APPLICATION, {
            displayName: "a",
            featureTags: [{ enterprise: true }],
        });
        const detailed = async (...tags: string[]) => {
            const { inputs } = await entra.check(APPLICATION, { displayName: "a", tags });
            return (await entra.diff(APPLICATION, before, inputs, [], state)).detailed;
        };
        expect(await detailed("WindowsAzureActiveDirectoryIntegratedApp")).to.deep.equal({});
        expect(await detailed("WindowsAzureActiveDirectoryIntegratedApp", "HideApp")).to.deep.equal({
            "tags[1]": "add",
        });
    });

    it("puts feature tags back that a half-made service principal has lost", async () => {
        const { servicePrincipal } = await makeSamlApplication(entra);
        const { inputs } = await entra.check(SERVICE_PRINCIPAL, {
            clientId: text(servicePrincipal, "clientId"),
            preferredSingleSignOnMode: "saml",
            featureTags: [{ enterprise: true }],
        });
        const halfMade = { ...inputs, id: servicePrincipal.id };
        const lost = await entra.update(SERVICE_PRINCIPAL, servicePrincipal.id, halfMade, inputs);
        expect((await entra.diff(SERVICE_PRINCIPAL, inputs, inputs, [], lost)).detailed).to.deep.equal({
            "featureTags[0].enterprise": "update",
        });
        const back = await entra.update(SERVICE_PRINCIPAL, servicePrincipal.id, lost, inputs);
        expect(back.tags).to.deep.equal(["WindowsAzureActiveDirectoryIntegratedApp"]);
        expect((await entra.diff(SERVICE_PRINCIPAL, inputs, inputs, [], back)).changes).to.equal("none");
    });

    it("shows owners by element, and the ids of roles with the roles", async () => {
        const [alice, bob] = [userId("alice"), userId("bob")];
        const role = { id: alice, allowedMemberTypes: ["User"], description: "x", displayName: "x", enabled: true };
        const before = { displayName: "x", owners: [caller], appRoles: [role] };
        const detailed = async (after: Values) => (await entra.diff(APPLICATION, before, after)).detailed;
        expect(await detailed({ ...before, owners: [alice, bob] })).to.deep.equal({
            "owners[0]": "update",
            "owners[1]": "add",
        });
        expect(await detailed({ ...before, appRoles: [{ ...role, displayName: "y" }] })).to.deep.equal({
            "appRoles[0].displayName": "update",
            appRoleIds: "update",
        });
        const tagged = { ...before, featureTags: [{ enterprise: true }] };
        expect((await entra.diff(APPLICATION, tagged, { ...before, featureTags: [] })).changes).to.equal("none");
    });
});
