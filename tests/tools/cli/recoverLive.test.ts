import { expect } from "chai";
import { askClouds, loadInstalled } from "../../../tools/cli/recover/live";
import { awsTypes, entraTypes } from "../../../tools/deployment/types";
import type { Look } from "../../../tools/recover/recovery";

const instance = "arn:aws:connect:eu-central-1:123456789012:instance/in-id";
const user = (id: string, Username: string) => ({ Id: id, Arn: `${instance}/agent/${id}`, Username });

/** What AWS answers to each operation, by page. */
const answers: Readonly<Record<string, (input: Record<string, unknown>) => object>> = {
    ListSAMLProviders: () => ({ SAMLProviderList: [{ Arn: "arn:aws:iam::123456789012:saml-provider/sso" }] }),
    GetSAMLProvider: () => ({ SAMLMetadataDocument: "<x/>" }),
    GetRole: ({ RoleName }) => {
        if (RoleName === "none") {
            throw Object.assign(new Error("none"), { name: "NoSuchEntityException" });
        }
        if (RoleName === "denied") {
            throw Object.assign(new Error("not authorized"), { name: "AccessDenied" });
        }
        return { Role: { RoleName, Path: "/", AssumeRolePolicyDocument: "%7B%22Version%22%3A%221%22%7D" } };
    },
    ListInstances: () => ({
        InstanceSummaryList: [{ Id: "in-id", InstanceAlias: "contoso", IdentityManagementType: "SAML" }],
    }),
    ListUsers: ({ NextToken }) =>
        NextToken === undefined
            ? { UserSummaryList: [user("a", "Alice@contoso.example")], NextToken: "2" }
            : { UserSummaryList: [user("b", "bob@contoso.example")] },
    DescribeUser: ({ UserId }) => ({
        User: { ...user(String(UserId), "alice@contoso.example"), RoutingProfileId: "r" },
    }),
};

describe("recover --live", () => {
    const asked: string[] = [];
    beforeEach(() => asked.splice(0));

    class Client {
        constructor(private readonly settings: { region?: string }) {}

        async send({ operation, input }: { operation: string; input: Record<string, unknown> }): Promise<unknown> {
            asked.push(`${operation} in ${this.settings.region}`);
            return answers[operation]?.(input);
        }
    }

    function command(operation: string) {
        return function (this: object, input: object) {
            Object.assign(this, { operation, input });
        };
    }

    const sdk = {
        IAMClient: Client,
        ConnectClient: Client,
        ...Object.fromEntries(Object.keys(answers).map((operation) => [`${operation}Command`, command(operation)])),
    };
    class DefaultAzureCredential {
        async getToken(scope: string) {
            return { token: `for ${scope}` };
        }
    }
    const load = (name: string) => (name === "@azure/identity" ? { DefaultAzureCredential } : sdk);

    function ask(looks: Look[], pages: Record<string, [number, object]> = {}) {
        const fetching = async (url: string, { headers }: { headers: { authorization: string } }) => {
            asked.push(`${url} ${headers.authorization}`);
            const [status, body] = pages[url] ?? [404, {}];
            return new Response(JSON.stringify(body), { status });
        };
        return askClouds(looks, { load, fetch: fetching as unknown as typeof fetch, region: "eu-central-1" });
    }

    it("reads every page of Graph, with a token for Graph", async () => {
        const url = "https://graph.microsoft.us/v1.0/servicePrincipals/sp/appRoleAssignedTo?$top=999";
        const next = "https://graph.microsoft.us/v1.0/next";
        const assignment = (id: string) => ({ id, appRoleId: "role", principalId: id, resourceId: "sp" });
        const { objects, listings } = await ask([{ asks: "appRoleAssignedTo", url, resourceId: "sp" }], {
            [url]: [200, { value: [assignment("one")], "@odata.nextLink": next }],
            [next]: [200, { value: [assignment("two")] }],
        });
        expect(objects.map(({ type, values }) => [type, values.principalObjectId])).to.deep.equal([
            [entraTypes.roleAssignment, "one"],
            [entraTypes.roleAssignment, "two"],
        ]);
        expect(listings.has("approleassignedto sp")).to.equal(true);
        const token = "Bearer for https://graph.microsoft.us/.default";
        expect(asked).to.deep.equal([`${url} ${token}`, `${next} ${token}`]);
    });

    it("sends its token to no other host", async () => {
        const url = "https://graph.microsoft.com/v1.0/policies/claimsMappingPolicies";
        const context = `${url.replace("policies/claimsMappingPolicies", "$metadata")}#policies/claimsMappingPolicies`;
        await ask([{ asks: "graph", url }], {
            [url]: [200, { "@odata.context": context, value: [], "@odata.nextLink": "https://evil.example/next" }],
        });
        expect(asked).to.have.length(1);
    });

    it("says which permission Graph wants", async () => {
        const url = "https://graph.microsoft.com/v1.0/policies/claimsMappingPolicies";
        const refusal = { error: { code: "Authorization_RequestDenied", message: "Insufficient privileges" } };
        const error = await ask([{ asks: "graph", url }], { [url]: [403, refusal] }).catch(String);
        expect(error).to.equal(
            `Error: Graph refused ${url}: 403 Authorization_RequestDenied Insufficient privileges. The caller needs ` +
                "Application.Read.All and Policy.Read.All, or a role that has them",
        );
    });

    it("reads AWS in the Region of the stack, and describes only who is in question", async () => {
        const { objects, listings } = await ask([
            { asks: "samlProviders" },
            { asks: "samlProvider", arn: "arn:aws:iam::ACCOUNT_ID:saml-provider/sso" },
            { asks: "role", name: "sso" },
            { asks: "role", name: "none" },
            { asks: "instances" },
            { asks: "users", instanceId: "in-id", names: ["alice@contoso.example"] },
        ]);
        expect(objects.map(({ type, id }) => [type, id])).to.deep.equal([
            [awsTypes.samlProvider, "arn:aws:iam::123456789012:saml-provider/sso"],
            [awsTypes.role, "sso"],
            [awsTypes.instance, "in-id"],
            [awsTypes.user, "in-id:a"],
            [awsTypes.user, "in-id:b"],
        ]);
        expect(objects.map(({ values }) => values.samlMetadataDocument ?? values.assumeRolePolicy)).to.include.members([
            "<x/>",
            '{"Version":"1"}',
        ]);
        expect(["samlproviders", "roles", "instances", "users in-id"].every((name) => listings.has(name))).to.equal(
            true,
        );
        expect(asked.filter((line) => line.startsWith("DescribeUser"))).to.deep.equal(["DescribeUser in eu-central-1"]);
    });

    it("does not take a refusal for an absence", async () => {
        expect(await ask([{ asks: "role", name: "denied" }]).catch(String)).to.equal("AccessDenied: not authorized");
    });

    it("says what to install", () => {
        expect(() => loadInstalled("@nobody/has-this")).to.throw(
            "--live needs @nobody/has-this, which is not installed: run `npm install --no-save @azure/identity@4.13.0 ",
        );
    });
});
