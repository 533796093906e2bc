/** What a pasted text names by its ARN, its id or its name in an event of CloudTrail. */
import type { Values } from "../../errors/signInError";
import { redactText } from "../redact";
import type { Stack } from "../stack";
import { compare, isText } from "./compare";
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
    if (stack === undefined) {
        return [];
    }
    const { roles, samlProviders, instances } = stack.deployment;
    const known = {
        roles: roles.map(({ arn }) => arn).filter(isText),
        providers: samlProviders.map(({ arn }) => arn).filter(isText),
        instances: instances.map(({ instanceId }) => instanceId).filter(isText),
        users: usersOf(stack),
    };
    return [
        ...named.roleArns.map((arn) =>
            compare("role", known.roles.find((one) => isSessionOf(arn, one)) ?? arn, known.roles),
        ),
        ...named.providerArns.map((arn) => compare("samlProvider", arn, known.providers)),
        ...named.instanceIds.map((id) => compare("instance", id, known.instances)),
        ...named.sessionNames.map((name) => compare("session", name, known.users)),
    ].flatMap((comparison) => comparison ?? []);
}

export const isConnectUser = (name: string, stack: Stack | undefined): boolean =>
    stack !== undefined && usersOf(stack).includes(name);

/** A person without a Connect user, beside the users. */
export function compareStranger(stranger: string | undefined, stack: Stack | undefined): Comparison[] {
    const users = stack === undefined ? [] : usersOf(stack);
    return [compare("person", stranger, users)].flatMap((comparison) => comparison ?? []);
}

const usersOf = ({ deployment }: Stack) => deployment.connectUsers.map(({ username }) => username).filter(isText);

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
const instances =
    /(?::instance\/|\/connect\/federate\/|"instanceId"\s{0,3}:\s{0,3}")([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/gi;
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
