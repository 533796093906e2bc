import { expect } from "chai";
import { mayBeThere, wayOutOf } from "../../components/internal/wayOut";
import { connectSsoCommand } from "../../rules/commandLine";

describe("The way out of a failed step", () => {
    const role = "aws:iam/role:Role";
    const user = "aws:connect/user:User";
    for (const [error, type, operation, command] of [
        ["expected non-nil error with nil state during Create of urn:x", role, "create", "pulumi up"],
        ["read tcp 10.0.0.4:51884->192.0.2.10:443: read: connection reset by peer", role, "create", "pulumi up"],
        ["Post https://iam.amazonaws.com/: EOF", role, "create", "pulumi up"],
        ["context deadline exceeded (Client.Timeout exceeded while awaiting headers)", user, "create", "pulumi up"],
        ["EntityAlreadyExists: Role with name x already exists.", role, "create", connectSsoCommand("recover")],
        [
            "Invalid Input. Instance alias is already used.",
            "aws:connect/instance:Instance",
            "create",
            connectSsoCommand("recover"),
        ],
        [
            "InvalidParameterException: Domain already associated with another user pool.",
            "aws:cognito/userPoolDomain:UserPoolDomain",
            "create",
            connectSsoCommand("recover"),
        ],
        ["connection reset by peer", "azuread:index/application:Application", "create", connectSsoCommand("recover")],
        [
            "expected non-nil error with nil state during Create of urn:x",
            "azuread:index/servicePrincipalTokenSigningCertificate:ServicePrincipalTokenSigningCertificate",
            "create",
            connectSsoCommand("recover"),
        ],
        ["One or more added object references already exist", role, "create", connectSsoCommand("recover")],
        ["DuplicateResourceException: A user with the name x already exists", user, "create", undefined],
        ["AccessDenied: not authorized", role, "create", undefined],
        ["connection reset by peer", role, "update", undefined],
    ] as const) {
        it(`is ${command ?? "in the error itself"} after "${error}" in the ${operation} of ${type}`, () => {
            const named = /`([^`]+)`/.exec(wayOutOf({ type, operation, error }) ?? "")?.[1];
            expect(named).to.equal(command);
        });
    }

    it("leads through a further look where the cloud may have what was to be created", () => {
        const errors = ["connection reset by peer", "EntityAlreadyExists: x", "AccessDenied: not authorized"];
        const creations = errors.map((error) => mayBeThere({ operation: "create", error }));
        const updates = errors.map((error) => mayBeThere({ operation: "update", error }));
        expect([creations, updates]).to.deep.equal([
            [true, true, false],
            [false, false, false],
        ]);
    });
});
