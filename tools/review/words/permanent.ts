/** What nobody can take back: what is lost, and what to do instead. */
import { instanceChanges } from "../../../rules/quotas";
import type { PermanentChange } from "../review";
import { grouped, type Item, type Section } from "./outline";
import { allOf, counted, say, type Text, value } from "./text";

interface Words {
    one: Text;
    many: Text;
    /** What happens to it. */
    happens: { one: Text; many: Text };
    lost: Text;
    instead: Text;
}

const replaced = { one: say`is replaced`, many: say`are replaced` };
const deleted = { one: say`is deleted`, many: say`are deleted` };
const instance = { one: say`instance`, many: say`instances` };
const role = { one: say`role`, many: say`roles` };
const samlProvider = { one: say`SAML provider`, many: say`SAML providers` };
const userPool = { one: say`Cognito user pool`, many: say`Cognito user pools` };
const identityProvider = { one: say`Cognito identity provider`, many: say`Cognito identity providers` };
const appClient = { one: say`app client`, many: say`app clients` };
const user = { one: say`Connect user`, many: say`Connect users` };
const application = { one: say`Entra application`, many: say`Entra applications` };
const servicePrincipal = { one: say`service principal`, many: say`service principals` };

const { most: mostChanges, days } = instanceChanges;
const limitOfInstances = say`After ${mostChanges} creations and deletions of instances in ${days} days, AWS locks the account for ${days} days.`;
const instanceLoses = say`Phone numbers, flows, queues, recordings' settings, users and their history are lost with it. ${limitOfInstances}`;
const existing = say`If the stack must not manage it, take it out of the stack with \`pulumi state delete\` before you merge.`;

const words: Readonly<Record<PermanentChange["id"], Words>> = {
    instanceReplaced: {
        ...instance,
        happens: replaced,
        lost: instanceLoses,
        instead: say`Take back the change that forces the replacement. To move, create a second stack, and delete this one when nobody uses it any more.`,
    },
    instanceDeleted: { ...instance, happens: deleted, lost: instanceLoses, instead: existing },
    identityTypeChanged: {
        ...instance,
        happens: { one: say`gets another identity type`, many: say`get another identity type` },
        lost: say`The identity type of an instance is permanent: the instance is replaced, with all that is in it.`,
        instead: say`Take back the change. Use a separate stack for another identity type.`,
    },
    aliasChanged: {
        ...instance,
        happens: { one: say`gets another alias`, many: say`get another alias` },
        lost: say`The alias of an instance is permanent: the instance is replaced, with all that is in it.`,
        instead: say`Take back the change. Use a separate stack for another alias.`,
    },
    roleReplaced: {
        ...role,
        happens: replaced,
        lost: say`Connect binds each user to the role of their first sign-in. They can't sign in with another role.`,
        instead: say`Keep the name and the path of the role.`,
    },
    roleDeleted: {
        ...role,
        happens: deleted,
        lost: say`Connect binds each user to the role of their first sign-in. Nobody who signed in with it can sign in again.`,
        instead: existing,
    },
    samlProviderReplaced: {
        ...samlProvider,
        happens: replaced,
        lost: say`Its ARN is in the Role claim and in the trust policy. Until both have the new one, nobody can sign in.`,
        instead: say`Keep its name. To move, add a second SAML provider, and remove the first when nobody uses it any more.`,
    },
    samlProviderDeleted: {
        ...samlProvider,
        happens: deleted,
        lost: say`AWS no longer trusts the tenant: nobody can sign in through it.`,
        instead: existing,
    },
    userPoolReplaced: {
        ...userPool,
        happens: replaced,
        lost: say`All its users are lost, with their attributes and links. The identifier in Entra contains its id, and so do the applications' settings.`,
        instead: say`Take back the change that forces the replacement: name, sign-in attributes and case of user names can't change.`,
    },
    userPoolDeleted: {
        ...userPool,
        happens: deleted,
        lost: say`All its users are lost, with their attributes and links. Nobody can sign in by it.`,
        instead: existing,
    },
    identityProviderReplaced: {
        ...identityProvider,
        happens: replaced,
        lost: say`Its name begins the name of each user: with another one, everybody is a new user of the user pool.`,
        instead: say`Keep its name and its user pool.`,
    },
    identityProviderDeleted: {
        ...identityProvider,
        happens: deleted,
        lost: say`The user pool no longer trusts the tenant: nobody can sign in through it.`,
        instead: existing,
    },
    appClientReplaced: {
        ...appClient,
        happens: replaced,
        lost: say`Its id changes, and the application that uses it does not know the new one.`,
        instead: say`Take back the change that forces the replacement: a secret can't be added or removed later.`,
    },
    appClientDeleted: {
        ...appClient,
        happens: deleted,
        lost: say`Nobody can sign in to the application that uses it.`,
        instead: say`Delete it only when no application uses its id.`,
    },
    userReplaced: {
        ...user,
        happens: replaced,
        lost: say`The history of the old Connect user is lost.`,
        instead: say`Keep the user name. Connect can't rename a user: if only the directory's spelling changed, correct the directory.`,
    },
    userDeleted: {
        ...user,
        happens: deleted,
        lost: say`The history is lost.`,
        instead: say`Set \`signIn: false\` in the entry: the sign-in ends, and the Connect user stays with the history.`,
    },
    applicationReplaced: {
        ...application,
        happens: replaced,
        lost: say`The client id changes, and with it the address where people sign in and the issuer's metadata. Assignments are lost.`,
        instead: say`Take back the change that forces the replacement.`,
    },
    applicationDeleted: {
        ...application,
        happens: deleted,
        lost: say`Nobody can sign in. Entra keeps it under “Deleted applications” for 30 days.`,
        instead: existing,
    },
    servicePrincipalReplaced: {
        ...servicePrincipal,
        happens: replaced,
        lost: say`Its signing certificates and assignments are lost: AWS must trust the new certificate before anybody can sign in.`,
        instead: say`Take back the change that forces the replacement.`,
    },
    servicePrincipalDeleted: {
        ...servicePrincipal,
        happens: deleted,
        lost: say`Nobody can sign in. Its signing certificates and assignments are lost.`,
        instead: existing,
    },
};

/** `1 instance is replaced`. */
export function permanentInShort(id: PermanentChange["id"], count: number): Text {
    const { one, many, happens } = words[id];
    return say`${counted(count, one, many)} ${count === 1 ? happens.one : happens.many}`;
}

/** `1 Connect user stays in the cloud, and the stack no longer manages it`. */
export function keptInShort(id: PermanentChange["id"], count: number): Text {
    const { one, many } = words[id];
    return count === 1
        ? say`${counted(count, one, many)} stays in the cloud, and the stack no longer manages it`
        : say`${counted(count, one, many)} stay in the cloud, and the stack no longer manages them`;
}

export function permanentSection(changes: readonly PermanentChange[]): Section {
    const gone = changes.filter(({ isKept }) => isKept !== true);
    return {
        title: say`Cannot be undone`,
        items: grouped(gone, ({ id, forcedBy }) => [id, forcedBy]).flatMap(([first, ...others]) =>
            first === undefined ? [] : [permanentItem(first, others)],
        ),
    };
}

function permanentItem(first: PermanentChange, others: readonly PermanentChange[]): Item {
    const { lost } = words[first.id];
    return {
        text: permanentInShort(first.id, others.length + 1),
        names: [first, ...others].map(({ name }) => name),
        more: [
            ...forcedByWords(first.forcedBy ?? []),
            say`What is lost: ${lost}`,
            say`What to do instead: ${insteadOf(first)}`,
        ],
    };
}

/** A user whose instance is replaced goes with it, whatever the name is. */
function insteadOf({ id, forcedBy = [] }: PermanentChange): Text {
    const isMoved = id === "userReplaced" && forcedBy.some(({ path }) => path === "instanceId");
    return isMoved ? say`Keep the instance: users cannot move to another one.` : words[id].instead;
}

export function keptSection(changes: readonly PermanentChange[]): Section {
    const kept = changes.filter(({ isKept }) => isKept === true);
    return {
        title: say`No longer managed`,
        items: grouped(kept, ({ id }) => id).flatMap(([first, ...others]) =>
            first === undefined ? [] : [keptItem(first, others)],
        ),
    };
}

function keptItem(first: PermanentChange, others: readonly PermanentChange[]): Item {
    return {
        text: keptInShort(first.id, others.length + 1),
        names: [first, ...others].map(({ name }) => name),
        more: [say`To manage it again, import it with \`pulumi import\`.`],
    };
}

function forcedByWords(forcedBy: NonNullable<PermanentChange["forcedBy"]>): Text[] {
    const most = 5;
    const shown = forcedBy.slice(0, most).map(({ path, before, after }) => say`${value(path)}${fromTo(before, after)}`);
    const left = forcedBy.length - shown.length;
    return forcedBy.length === 0 ? [] : [say`Forced by ${allOf([...shown, ...(left > 0 ? [say`${left} more`] : [])])}`];
}

/** ` (a → b)`; the one that is known, or nothing. */
export function fromTo(before: string | undefined, after: string | undefined): Text {
    if (before !== undefined && after !== undefined) {
        return say` (${value(before)} → ${value(after)})`;
    }
    const was = before === undefined ? say`` : say` (was ${value(before)})`;
    return after === undefined ? was : say` (now ${value(after)})`;
}
