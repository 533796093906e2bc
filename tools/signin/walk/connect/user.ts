/** The Connect user: the one whose name is the RoleSessionName, letter by letter. */

import { usernameProblem } from "../../../../rules/connect";
import { shellWord } from "../../../../rules/shell";
import { quote } from "../../../../rules/text";
import type { ConnectUser, Deployment } from "../../../deployment/deployment";
import { partCalled, type UnreadPart } from "../../../deployment/otherProviders";
import { append } from "../../../deployment/properties";
import { isUnreadable } from "../../../deployment/unreadable";
import type { Trail } from "../trail";
import { nearestName } from "./nearestName";

/** Users by instance and name, made once for many sign-ins. */
export interface UserIndex {
    exact: ReadonlyMap<string, ConnectUser>;
    /** By the name in lower case, and by what stands before the @. */
    similar: ReadonlyMap<string, string>;
    /** By instance. */
    names: ReadonlyMap<string, readonly string[]>;
    /** By name alone: the instances. */
    instances: ReadonlyMap<string, readonly string[]>;
    /** Instances of which the stack makes users, and does not only read them. */
    makers: ReadonlySet<string>;
    /** Users whose name or instance can't be read. */
    unreadable: readonly ConnectUser[];
    /** Users that the stack makes by a resource which is not read. */
    unread?: readonly UnreadPart[];
}

const key = (instanceId: string, name: string) => `${instanceId} ${name}`;
const localPart = (name: string) => name.toLowerCase().split("@")[0] ?? "";

export function indexUsers({ connectUsers, unread }: Deployment): UserIndex {
    const exact = new Map<string, ConnectUser>();
    const similar = new Map<string, string>();
    const names = new Map<string, string[]>();
    const instances = new Map<string, string[]>();
    const makers = new Set<string>();
    const unreadable: ConnectUser[] = [];
    for (const user of [...connectUsers].sort(byName)) {
        const { username, instanceId } = user;
        if (isUnreadable(username) || isUnreadable(instanceId)) {
            unreadable.push(user);
            continue;
        }
        exact.set(key(instanceId, username), user);
        append(names, instanceId, username);
        if (user.isRead !== true) {
            makers.add(instanceId);
        }
        append(instances, username, instanceId);
        similar.set(key(instanceId, username.toLowerCase()), username);
        if (!similar.has(key(instanceId, `${localPart(username)}@`))) {
            similar.set(key(instanceId, `${localPart(username)}@`), username);
        }
    }
    return { exact, similar, names, instances, makers, unreadable, unread: unread?.user };
}

/** An order of their own, so that a guess does not depend on the order of the export. */
function byName(one: ConnectUser, other: ConnectUser): number {
    const key = ({ username, userId }: ConnectUser) => [username, userId].map(String).join(" ");
    return key(one) < key(other) ? -1 : 1;
}

const mostToCompare = 5000;

export function findUser(trail: Trail, index: UserIndex, instanceId: string, roleSessionName: string): ConnectUser {
    const about = "connectUser";
    trail.know({ roleSessionName });
    const user = index.exact.get(key(instanceId, roleSessionName));
    if (user !== undefined) {
        trail.found.connectUser = roleSessionName;
        trail.checked(about, roleSessionName);
        return user;
    }
    const unreadable = index.unreadable.find(({ username }) => isUnreadable(username) || username === roleSessionName);
    const unread = [unreadable?.username, unreadable?.instanceId, partCalled(index.unread, roleSessionName)].find(
        isUnreadable,
    );
    if (unread !== undefined) {
        return trail.read<never>(about, unread);
    }
    const names = index.names.get(instanceId) ?? [];
    const elsewhere = index.instances.get(roleSessionName)?.join(", ");
    if (elsewhere !== undefined) {
        return trail.stop("notOnboarded", "otherInstance", { about, seen: roleSessionName, expected: elsewhere });
    }
    if (!index.makers.has(instanceId)) {
        return trail.cannotGoOn(about, {
            what: `whether the instance has a user ${quote(roleSessionName)}`,
            why: "the stack creates no user in it",
            supply: `give the export of the stack that makes them: a second --deployment FILE; or see \`aws connect list-users --instance-id ${shellWord(instanceId)}\``,
        });
    }
    const otherCase = index.similar.get(key(instanceId, roleSessionName.toLowerCase()));
    const otherDomain = index.similar.get(key(instanceId, `${localPart(roleSessionName)}@`));
    const near = names.length > mostToCompare ? undefined : nearestName(roleSessionName, names);
    const expected = otherCase ?? otherDomain ?? near;
    const absent = usernameProblem(roleSessionName) === undefined ? "noUser" : "nameNotAllowed";
    const cause = otherCase !== undefined ? "otherCase" : otherDomain !== undefined ? "otherDomain" : absent;
    return trail.stop("notOnboarded", cause, { about, seen: roleSessionName, expected });
}

/** Connect binds a user to the role of their first sign-in. */
export function checkBinding(trail: Trail, user: ConnectUser, roleArn: string): void {
    const about = "boundRole";
    const { boundRoleArn } = user;
    if (boundRoleArn === undefined) {
        trail.assumed(about, "no stack or directory shows which role somebody signed in with before");
        return;
    }
    if (boundRoleArn !== roleArn) {
        trail.stop("boundToOtherRole", "otherRole", { about, seen: roleArn, expected: boundRoleArn });
    }
    trail.checked(about, boundRoleArn);
}
