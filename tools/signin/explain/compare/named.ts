/** What a pasted text names: by an ARN, an id, a name in an event of CloudTrail, or in the places of an error's text. */
import { guid, isGuid } from "../../../../rules/text";
import type { Values } from "../../errors/signInError";
import { redactText } from "../redact";
import { isText, type Stack } from "../stack";
import { compareAll } from "./compare";
import type { Comparison } from "./comparison";

interface Named {
    roleArns: string[];
    providerArns: string[];
    instanceIds: string[];
    /** Names of sessions, which are those of Connect users. */
    sessionNames: string[];
}

/** For the places in the catalogue's words. */
export function valuesOfNamed({ roleArns, providerArns, instanceIds }: Named): Values {
    const [roleArn] = roleArns;
    const [providerArn] = providerArns;
    const [instanceId] = instanceIds;
    const values = { roleArn, roleName: roleArn?.split("/").at(-1), providerArn, instanceId };
    return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** Beside the deployment's. */
export function compareNamed(named: Named, stack: Stack | undefined): Comparison[] {
    const known = stack?.deployment.roles.map(({ arn }) => arn).filter(isText) ?? [];
    const whole = (role: string) => known.find((one) => isSessionOf(role, one)) ?? role;
    return compareAll(
        [
            ...named.roleArns.map((arn) => ["role", whole(arn)] as const),
            ...named.providerArns.map((arn) => ["samlProvider", arn] as const),
            ...named.instanceIds.map((id) => ["instance", id] as const),
            ...named.sessionNames.map((name) => ["session", name] as const),
        ],
        stack,
    );
}

/** What stands in the places of the catalogue's texts, beside the deployment's. */
export function comparePlaces({ clientId, identifier, ...places }: Values, stack: Stack | undefined): Comparison[] {
    const isId = isGuid(clientId ?? "");
    return compareAll(
        [
            ["clientId", isId ? clientId?.toLowerCase() : undefined],
            ["tenant", isGuid(places.tenant ?? "") ? places.tenant?.toLowerCase() : undefined],
            ["identifier", identifier ?? (isId ? undefined : clientId)],
            ["replyUrl", places.replyUrl],
            ["signedInUser", places.upn ?? places.user],
        ],
        stack,
    );
}

/** A session names its role without the path. */
function isSessionOf(named: string, arn: string): boolean {
    return arn.replace(/:role\/.*\//, ":role/") === named;
}

/** In characters. */
const longestLookedThrough = 100_000;
/** More of a kind are not looked at. */
const most = 3;

const account = /\barn:(aws[a-z-]{0,12}):iam::(\d{12}):/.source;
const roles = new RegExp(`${account}role/([\\w+=.@/-]{1,200})`, "g");
const providers = new RegExp(`${account}saml-provider/([\\w.-]{1,128})`, "g");
const sessions = /\barn:(aws[a-z-]{0,12}):sts::(\d{12}):assumed-role\/([\w+=.@-]{1,64})\/([\w+=,.@-]{2,64})/g;
const instances = new RegExp(
    `(?::instance\\/|\\/connect\\/federate\\/|"instanceId"\\s{0,3}:\\s{0,3}")(${guid.source})`,
    "gi",
);
const names = /"(?:roleSessionName|userName)"\s{0,3}:\s{0,3}"([^"\s]{2,64})"/g;

export function namedIn(pasted: string): Named {
    const text = pasted
        .slice(0, longestLookedThrough)
        .replace(/(arn:aws[\w:-]{5,60}:)\s{1,20}(?=[a-z-]{4,20}\/)/g, "$1");
    const assumed = [...text.matchAll(sessions)];
    return {
        roleArns: few([
            ...[...text.matchAll(roles)].map(([arn]) => tidy(arn)),
            ...assumed.map(([, partition, id, role]) => `arn:${partition}:iam::${id}:role/${role}`),
        ]),
        providerArns: few([...text.matchAll(providers)].map(([arn]) => tidy(arn))),
        instanceIds: few([...text.matchAll(instances)].map(([, id = ""]) => id.toLowerCase())),
        sessionNames: few([
            ...assumed.map(([, , , , session = ""]) => tidy(session)),
            ...[...text.matchAll(names)].map(([, name = ""]) => name),
        ]),
    };
}

/** No key or token that stands in the place of a name. */
const few = (found: string[]) => [...new Set(found)].filter((one) => redactText(one) === one).slice(0, most);

/** Without the end of the sentence it stands in. */
const tidy = (found: string) => found.replace(/[.,/=-]+$/, "");
