/** What is wrong with a sign-in's policies, in IAM's terms: for policies of any hand, not only this project's. */
import { awsPartitions } from "./awsSignIn";
import { assumeRoleWithSaml, getFederationToken } from "./iam";
import { allows, type Condition, covers, type Statement } from "./policyStatements";
import { listOf, quote } from "./text";

/** IAM's own variable: whoever is signed in. */
const ownUser = `\${aws:userid}`;

/** IAM's operators that demand a value. */
const demanding = /^(?:For(?:Any|All)Values?:)?String(?:Equals(?:IgnoreCase)?|Like)(?:IfExists)?$/i;

const demands = ({ operator, key }: Condition, name: string) =>
    demanding.test(operator) && key.toLowerCase() === name.toLowerCase();

/** A statement that names the permission to sign in to Connect, and not only by a wildcard such as `connect:*`. */
export function namesFederationToken(statement: Statement): boolean {
    const { actions, isAllActionsBut } = statement;
    const isNamed = actions.some((one) => /^connect:getfed/i.test(one) && covers(one, getFederationToken));
    return statement.isAllow && !isAllActionsBut && isNamed;
}

/**
 * Whether people may sign in to one instance only, and as themselves: AWS documents the resource `<instance>/user/${aws:userid}`, and `*`
 * with the condition `connect:InstanceId`. Follows "its Resource".
 */
export function federationResourceProblem(statement: Statement): string | undefined {
    const { resources, isAllResourcesBut, conditions } = statement;
    const cure = `write "arn:aws:connect:<region>:<account>:instance/<instance id>/user/${ownUser}" (in a JavaScript template literal \\${ownUser})`;
    const isInstanceDemanded = conditions.some(
        (one) => demands(one, "connect:InstanceId") && !one.values.some((value) => value.includes("*")),
    );
    if (isAllResourcesBut) {
        return `must list instances, got NotResource; ${cure}`;
    }
    const every = resources.find((one) => {
        const [, id] = /:instance\/([^/]*)/.exec(one) ?? [];
        return id === undefined ? one.includes("*") : /[*?]/.test(id);
    });
    if (every !== undefined && !isInstanceDemanded) {
        return `must be one instance, got ${quote(every)}, which is every instance of the account; ${cure}`;
    }
    const ofOthers = resources.find((one) => {
        const [, user] = /:instance\/[^/]*\/user\/(.*)$/s.exec(one) ?? [];
        return user !== undefined && user !== ownUser && !(isInstanceDemanded && /^\*+$/.test(user));
    });
    if (ofOthers === undefined) {
        return undefined;
    }
    return /\$\{aws:username\}/i.test(ofOthers)
        ? `must end in /user/${ownUser}, got ${quote(ofOthers)}: the session of a role has no aws:username, so nobody could sign in; ${cure}`
        : `must end in /user/${ownUser}, the user who signs in, got ${quote(ofOthers)}; ${cure}`;
}

/**
 * Whether a statement of a trust policy demands that the response was made for AWS's sign-in of its partition. `SAML:aud` is the reply URL
 * (the response's Recipient), not the audience. Follows "its condition SAML:aud".
 */
export function samlAudienceProblem(statement: Statement): string | undefined {
    const providers = statement.principals.filter(({ kind }) => kind === "Federated").map(({ value }) => value);
    const found = [...new Set(providers.map((arn) => arn.split(":")[1] ?? "").filter((it) => it in awsPartitions))];
    const partitions = found.length === 0 ? Object.keys(awsPartitions) : found;
    const hosts = partitions.map((name) => awsPartitions[name]?.signInHost ?? "");
    const written = `https://${hosts[0]}/saml`;
    const cure = `write "Condition": {"StringEquals": {"SAML:aud": ["${written}", "https://<region>.${hosts[0]}/saml"]}}`;
    const values = statement.conditions.filter((one) => demands(one, "SAML:aud")).flatMap((one) => one.values);
    if (values.length === 0) {
        return `is missing, so the role accepts a response that was made for another service; ${cure}`;
    }
    const wrong = values.find((value) => !hosts.some((host) => isSignInAddress(value, host)));
    if (wrong === undefined) {
        return undefined;
    }
    const why = /^urn:/i.test(wrong) ? ", which is the identifier; AWS compares the reply URL here" : "";
    return `must be the sign-in address of AWS${found.length === 1 ? ` in the partition ${found[0]}` : ""}, got ${quote(wrong)}${why}; ${cure}`;
}

/** Also of an encrypted sign-in (`/saml/acs/<id>`), and of Connect's own sign-in for Global Resiliency. */
function isSignInAddress(value: string, host: string): boolean {
    const aws = new RegExp(`^https://(?:[a-z0-9*-]+\\.)?${host.replaceAll(".", "\\.")}/saml(?:/acs/\\S+)?\\*?$`);
    return aws.test(value) || /^https:\/\/[^/]+\.sign-in\.connect\.aws\/saml\S*$/.test(value);
}

/** Actions of SAML sign-ins beside the one, which pass on tags and the source identity. */
const besideSaml = ["sts:TagSession", "sts:SetSourceIdentity"];

/** Who may assume the role beside people who come by SAML: each as `AWS arn:…`. */
export function otherPrincipals(statements: readonly Statement[]): string[] {
    const isSaml = (statement: Statement) =>
        allows(statement, assumeRoleWithSaml) || besideSaml.some((action) => allows(statement, action));
    return statements
        .filter(({ isAllow }) => isAllow)
        .flatMap((statement) =>
            statement.isAllPrincipalsBut
                ? ["everybody but some (NotPrincipal)"]
                : statement.principals
                      .filter(
                          ({ kind, value }) =>
                              !(kind === "Federated" && /:saml-provider\/[^*]+$/.test(value) && isSaml(statement)),
                      )
                      .map(({ kind, value }) => (kind === "*" ? value : `${kind} ${value}`)),
        );
}

/** Actions that a policy allows beside the sign-in to Connect, as they are written; `all but …` for NotAction. */
export function furtherActions(statements: readonly Statement[]): string[] {
    const further = statements
        .filter(({ isAllow }) => isAllow)
        .flatMap(({ actions, isAllActionsBut }) =>
            isAllActionsBut
                ? [`all but ${listOf(actions)}`]
                : actions.filter((one) => one.toLowerCase() !== getFederationToken.toLowerCase()),
        );
    return [...new Set(further)];
}
