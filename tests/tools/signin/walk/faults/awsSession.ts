/** Faults at which AWS refuses the session's name or length, each alone in its world. */
import { alice, claims, type Fault, nameBy, roleOf, set, usePolicy, withClaim, without } from "./fault";

const attributes = "https://aws.amazon.com/SAML/Attributes";
const badRequest = "(service: AWSSecurityTokenService; status code: 400; error code: InvalidIdentityToken)";
const nameInvalid = `RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64} ${badRequest}`;

/** What the person and the session are called, and how long it lasts. */
export const sessionFaults: Fault[] = [
    {
        fault: "a person without the attribute for RoleSessionName",
        break: (world) => {
            nameBy(world, "mail");
            set(world, alice, "mail", null);
        },
        ...{ hop: "aws", error: "roleSessionNameRequired", cause: "attributeEmpty" },
        message: `RoleSessionName is required in AuthnResponse ${badRequest}`,
        names: [alice, " mail,"],
    },
    {
        fault: "claims without a RoleSessionName",
        break: (world) => usePolicy(world, without("RoleSessionName")),
        ...{ hop: "aws", error: "roleSessionNameRequired", cause: "claimMissing" },
        message: `RoleSessionName is required in AuthnResponse ${badRequest}`,
    },
    {
        fault: "a source identity that AWS does not take",
        break: (world) =>
            usePolicy(world, withClaim({ Value: "agent 7", SamlClaimType: `${attributes}/SourceIdentity` })),
        ...{ hop: "aws", error: "sourceIdentityMismatch", cause: "form", names: ["agent 7"] },
        message: `Source Identity must match [a-zA-Z_0-9+=,.@-]{2,64} and not begin with "aws:" ${badRequest}`,
    },
    {
        fault: "a character that AWS does not take in a session name",
        user: alice,
        break: (world) => {
            nameBy(world, "employeeId");
            set(world, alice, "employeeId", "agent 7");
        },
        ...{
            hop: "aws",
            error: "roleSessionNameInvalid",
            cause: "character",
            message: nameInvalid,
        },
        names: ["agent 7"],
    },
    {
        fault: "a session name of 65 characters",
        break: (world) => {
            nameBy(world, "employeeId");
            set(world, alice, "employeeId", "x".repeat(65));
        },
        ...{
            hop: "aws",
            error: "roleSessionNameInvalid",
            cause: "tooLong",
            message: nameInvalid,
        },
        names: ["x".repeat(65)],
    },
    {
        fault: "a session name of one character",
        break: (world) => {
            nameBy(world, "employeeId");
            set(world, alice, "employeeId", "7");
        },
        ...{ hop: "aws", error: "roleSessionNameInvalid", cause: "tooShort", message: nameInvalid, names: ['"7"'] },
    },
    {
        fault: "two claims for the session's name",
        break: (world) =>
            usePolicy(world, withClaim({ Value: "agent7", SamlClaimType: `${attributes}/RoleSessionName` })),
        ...{ hop: "aws", error: "roleSessionNameInvalid", cause: "several", message: nameInvalid },
        names: [alice, '"agent7"'],
    },
    {
        fault: "a mail address with #EXT# as the session name",
        break: (world) => {
            nameBy(world, "mail");
            set(world, alice, "mail", "alice_fabrikam.example#EXT#@contoso.example");
        },
        ...{ hop: "aws", error: "roleSessionNameInvalid", cause: "guest", message: nameInvalid, names: [alice] },
    },
    {
        fault: "a session duration below what AWS takes",
        break: (world) => usePolicy(world, claims({ sessionDurationSeconds: 899 })),
        ...{ hop: "aws", error: "durationInvalid", cause: "outOfRange", message: null, names: ["899"] },
    },
    {
        fault: "a session longer than the role allows",
        break: (world) => {
            roleOf(world).maxSessionDurationSeconds = 3600;
        },
        ...{ hop: "aws", error: "durationTooLong", cause: "roleShorter", names: ["43200", "3600", "connect-sso"] },
        message:
            "Requested DurationSeconds exceeds MaxSessionDuration set for this role. (service: AWSSecurityTokenService; status code: 400; error code: ValidationError)",
    },
];
