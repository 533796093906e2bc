import { expect } from "chai";
import { pauseMs, reasonToRetry } from "../../components/internal/retries";

const notFound =
    "unexpected status 404 (404 Not Found) with error: Request_ResourceNotFound: Resource 'x' does not exist or one of its " +
    "queried reference-property objects are not present.";
const tooMany = "unexpected status 429 (429 Too Many Requests) with error: TooManyRequests: Too many requests.";
const lost = "read tcp 10.0.0.4:51884->192.0.2.10:443: read: connection reset by peer";
const nilState = "expected non-nil error with nil state during Create of urn:pulumi:dev::p::t::n";
const entra = (name: string) => `azuread:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
const awsThrottled = (operation: string) =>
    `creating it: operation error IAM: ${operation}, https response error StatusCode: 400, Throttling: Rate exceeded`;

describe("A failed step", () => {
    for (const [what, type, operation, error, reason] of [
        [
            "an assignment before Entra shows the service principal",
            entra("AppRoleAssignment"),
            "create",
            `Service principal not found for resource (Object ID: "x"): ${notFound}`,
            "not seen yet",
        ],
        ["an assignment that Entra made and does not show", entra("AppRoleAssignment"), "create", nilState, undefined],
        [
            "an assignment that exists",
            entra("AppRoleAssignment"),
            "create",
            "Could not create app role assignment: Permission being assigned already exists on the object",
            undefined,
        ],
        [
            "an assignment made, and then too many requests",
            entra("AppRoleAssignment"),
            "create",
            `retrieving it: ${tooMany}`,
            undefined,
        ],
        [
            "an identifier before Entra shows the application",
            entra("ApplicationIdentifierUri"),
            "create",
            `retrieving Application (Application: "x"): ${notFound}`,
            "not seen yet",
        ],
        [
            "a policy's assignment before Entra shows the service principal",
            entra("ServicePrincipalClaimsMappingPolicyAssignment"),
            "create",
            `Creating ClaimsMappingPolicyAssignment for Service Principal (Service Principal: "x"): ${notFound}`,
            "not seen yet",
        ],
        [
            "a certificate before Entra shows the service principal",
            entra("ServicePrincipalTokenSigningCertificate"),
            "create",
            `Could not add token signing certificate to Service Principal (Service Principal: "x"): ${notFound}`,
            "not seen yet",
        ],
        [
            "a certificate that Entra made and does not show",
            entra("ServicePrincipalTokenSigningCertificate"),
            "create",
            `Waiting for token signing certificate credential for Service Principal (Service Principal: "x"): ${notFound}`,
            undefined,
        ],
        [
            "an application that Entra refused for now",
            entra("Application"),
            "create",
            `Could not create application: ${tooMany}`,
            "too many requests",
        ],
        ["an application made, and not shown", entra("Application"), "create", nilState, undefined],
        [
            "an application made, and half read",
            entra("Application"),
            "create",
            `Could not retrieve owners for Application (Application: "x"): ${notFound}`,
            undefined,
        ],
        ["an application whose answer was lost", entra("Application"), "create", lost, undefined],
        ["a claims policy made, and not shown", entra("ClaimsMappingPolicy"), "create", nilState, undefined],
        [
            "a claims policy that Entra refused for now",
            entra("ClaimsMappingPolicy"),
            "create",
            `Could not create Claims Mapping Policy: ${tooMany}`,
            "too many requests",
        ],
        ["a service principal made, and not shown", entra("ServicePrincipal"), "create", nilState, "not seen yet"],
        [
            "a service principal half made",
            entra("ServicePrincipal"),
            "create",
            `Could not retrieve owners for Service Principal (Service Principal: "x"): ${notFound}`,
            "not seen yet",
        ],
        [
            "a service principal without privileges",
            entra("ServicePrincipal"),
            "create",
            "unexpected status 403 (403 Forbidden) with error: Authorization_RequestDenied",
            undefined,
        ],
        [
            "a role that IAM refused for now",
            "aws:iam/role:Role",
            "create",
            awsThrottled("CreateRole"),
            "too many requests",
        ],
        [
            "a role's policy that IAM refused for now",
            "aws:iam/rolePolicy:RolePolicy",
            "create",
            awsThrottled("PutRolePolicy"),
            "too many requests",
        ],
        ["a role made, and then too many requests", "aws:iam/role:Role", "create", awsThrottled("GetRole"), undefined],
        [
            "an instance made, and then too many requests",
            "aws:connect/instance:Instance",
            "create",
            awsThrottled("UpdateInstanceAttribute"),
            undefined,
        ],
        [
            "a user whom Connect refused for now",
            "aws:connect/user:User",
            "create",
            "creating Connect User (alice): operation error Connect: CreateUser, https response error StatusCode: 429, TooManyRequestsException: Too Many Requests",
            "too many requests",
        ],
        [
            "a user over the quota",
            "aws:connect/user:User",
            "create",
            "creating Connect User (alice): operation error Connect: CreateUser, LimitExceededException: Limit exceeded.",
            undefined,
        ],
        [
            "a creation without rights",
            "aws:iam/role:Role",
            "create",
            "operation error IAM: CreateRole, AccessDenied: not authorized",
            undefined,
        ],
        [
            "an update whose read comes too early",
            entra("Application"),
            "update",
            "Resource provider reported that the resource did not exist while updating urn:x.",
            "not seen yet",
        ],
        [
            "an update too many",
            "aws:iam/samlProvider:SamlProvider",
            "update",
            awsThrottled("UpdateSAMLProvider"),
            "too many requests",
        ],
        ["an update without rights", "aws:iam/role:Role", "update", "AccessDenied: not authorized", undefined],
        ["a deletion too many", entra("Application"), "delete", `deleting it: ${tooMany}`, "too many requests"],
        ["a deletion of what is gone", entra("Application"), "delete", notFound, undefined],
        ["a type that nobody listed", "other:index:Thing", "create", tooMany, undefined],
    ] as const) {
        it(`of ${what} is ${reason === undefined ? "left as it is" : `tried again: ${reason}`}`, () => {
            expect(reasonToRetry({ type, operation, error })).to.equal(reason);
        });
    }

    const waits = (operation: string, error: string) => {
        const all: number[] = [];
        for (let failures = 1; ; failures += 1) {
            const pause = pauseMs({ type: entra("ServicePrincipal"), operation, error, failures });
            if (pause === undefined) {
                return all;
            }
            all.push(pause.waitMs / 1_000);
        }
    };

    it("is tried eight times in two minutes at most, each wait at least as long as the one before", () => {
        const expected = [1, 2, 4, 8, 15, 30, 30, 30];
        expect([waits("create", notFound), waits("update", tooMany), waits("delete", tooMany)]).to.deep.equal([
            expected,
            expected,
            expected,
        ]);
    });

    it("is tried three times where it is an update that finds nothing: somebody may have deleted it by hand", () => {
        expect(waits("update", notFound)).to.deep.equal([1, 2, 4]);
    });

    it("is not tried where nothing says that it helps", () => {
        expect(waits("create", "AccessDenied: not authorized")).to.deep.equal([]);
    });
});
