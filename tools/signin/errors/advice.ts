/** Sentences that several entries of the catalogue share. */

/** What restores everything that somebody changed outside of the program. */
export const refresh = "`pulumi up --refresh`";
/** Of settings that the program makes and that have no configuration key. */
export const restore = (what: string) => `Run ${refresh}: it restores ${what}. No configuration key changes it.`;

export const startAgain = "Starting again from `pulumi stack output signInUrl` works.";
export const bookmark = "Nothing to change. Bookmarks must contain `signInUrl`.";
export const giveSignInUrl = "Give people `pulumi stack output signInUrl`.";
export const streamsLoginUrl = "In Amazon Connect Streams, give `pulumi stack output embeddedSignInUrl` as `loginUrl`.";

export const trustPolicy = "`aws iam get-role --role-name {roleName} --query Role.AssumeRolePolicyDocument`";
export const providerDocument = "`aws iam get-saml-provider --saml-provider-arn {providerArn}`";
export const relayState =
    "`az ad sp show --id {clientId} --query samlSingleSignOnSettings.relayState`; compare with `pulumi stack output relayState`.";
export const attributes =
    "`az rest --url 'https://graph.microsoft.com/v1.0/users/{user}?$select=userPrincipalName,mail,employeeId'`";
/** Of the attribute that names people in Connect: what another one costs. */
export const anotherAttribute =
    "`roleSessionNameAttribute` can select another attribute (`mail`, `employeeId`), but for everybody of the stack: a Connect user whose name does not equal it must be deleted, with the history, and created again.";

/** Of what belongs to the application of a Cognito user pool. */
export const poolSets = "Run `pulumi refresh` and `pulumi up`: `CognitoFederation` sets it.";

/** Of a relay state that leads to another place than the stack's. */
export const compareRelayState =
    "Read the relay state that Entra has: `az ad sp show --id {clientId} --query samlSingleSignOnSettings.relayState`. If it equals `pulumi stack output relayState`, the sign-in came from an old link: give people `signInUrl`. If they differ, run `pulumi up --refresh`.";

/** A refusal of STS, as its page words it and as programs pass it on. */
export const bySts = (words: string, code: string, status = 400): string =>
    `${words} (service: AWSSecurityTokenService; status code: ${status}; error code: ${code})`;

/** The page around the Contact Control Panel may not show it. */
export const approveOrigin = {
    confirm:
        "`aws connect list-approved-origins --instance-id {instanceId}` does not list the page's origin (scheme, host and port).",
    change: "`aws connect associate-approved-origin --instance-id {instanceId} --origin https://…`. Add the origin to `approvedOrigins`: `pulumi stack output approvedOrigins` then has the command.",
};

/**
 * How an error is told in other languages: AWS's documents translate its texts, and browsers do, but not the names in them. The form is
 * of plain letters, as words are read.
 */
export const translated = (form: RegExp) => (text: string) =>
    form.test(text)
        ? ({ evidence: "its words in another language, or the names in them", sureness: "likely" } as const)
        : undefined;
