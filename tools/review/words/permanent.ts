/** What nobody can take back: what is lost, and what to do instead. */
import { instanceChanges } from "../../../rules/quotas";
import type { PermanentChange, PermanentNoun } from "../review";
import { groupItems, type Section } from "./outline";
import { allOf, counted, fromTo, say, shortened, type Text, value } from "./text";

const nouns: Readonly<Record<PermanentNoun, readonly [one: Text, many: Text]>> = {
    instance: [say`instance`, say`instances`],
    role: [say`role`, say`roles`],
    samlProvider: [say`SAML provider`, say`SAML providers`],
    userPool: [say`Cognito user pool`, say`Cognito user pools`],
    identityProvider: [say`Cognito identity provider`, say`Cognito identity providers`],
    appClient: [say`app client`, say`app clients`],
    user: [say`Connect user`, say`Connect users`],
    application: [say`Entra application`, say`Entra applications`],
    servicePrincipal: [say`service principal`, say`service principals`],
};

const { most: mostChanges, days } = instanceChanges;
const limitOfInstances = say`After ${mostChanges} creations and deletions of instances in ${days} days, AWS locks the account for ${days} days.`;
const instanceLoses = say`Phone numbers, flows, queues, recordings' settings, users and their history are lost with it. ${limitOfInstances}`;
const takeBack = say`Undo the change that forces the replacement.`;
const existing = say`If the stack must not manage it, remove it from the stack with \`pulumi state delete\` before you merge.`;

const words: Readonly<Record<PermanentChange["id"], { lost: Text; instead: Text }>> = {
    instanceReplaced: {
        lost: instanceLoses,
        instead: say`${takeBack} To move, create a second stack, and delete this one when nobody uses it any more.`,
    },
    instanceDeleted: { lost: instanceLoses, instead: existing },
    identityTypeChanged: {
        lost: say`The identity type of an instance is permanent: the instance is replaced, with all that is in it.`,
        instead: say`Undo the change. Use a separate stack for another identity type.`,
    },
    aliasChanged: {
        lost: say`The alias of an instance is permanent: the instance is replaced, with all that is in it.`,
        instead: say`Undo the change. Use a separate stack for another alias.`,
    },
    roleReplaced: {
        lost: say`Connect binds each user to the role of their first sign-in. They can't sign in with another role.`,
        instead: say`Keep the name and the path of the role.`,
    },
    roleDeleted: {
        lost: say`Connect binds each user to the role of their first sign-in. Nobody who signed in with it can sign in again.`,
        instead: existing,
    },
    samlProviderReplaced: {
        lost: say`Its ARN is in the Role claim and in the trust policy. Until both have the new one, nobody can sign in.`,
        instead: say`Keep its name. To move, add a second SAML provider, and remove the first when nobody uses it any more.`,
    },
    samlProviderDeleted: {
        lost: say`AWS no longer trusts the tenant: nobody can sign in through it.`,
        instead: existing,
    },
    userPoolReplaced: {
        lost: say`All its users are lost, with their attributes and links. The identifier in Entra contains its id, and so do the applications' settings.`,
        instead: say`Undo the change that forces the replacement: name, sign-in attributes and case of user names can't change.`,
    },
    userPoolDeleted: {
        lost: say`All its users are lost, with their attributes and links. Nobody can sign in by it.`,
        instead: existing,
    },
    identityProviderReplaced: {
        lost: say`Its name begins the name of each user: with another one, everybody is a new user of the user pool.`,
        instead: say`Keep its name and its user pool.`,
    },
    identityProviderDeleted: {
        lost: say`The user pool no longer trusts the tenant: nobody can sign in through it.`,
        instead: existing,
    },
    appClientReplaced: {
        lost: say`Its id changes, and the application that uses it does not know the new one.`,
        instead: say`Undo the change that forces the replacement: a secret can't be added or removed later.`,
    },
    appClientDeleted: {
        lost: say`Nobody can sign in to the application that uses it.`,
        instead: say`Delete it only when no application uses its id.`,
    },
    userReplaced: {
        lost: say`The history of the old Connect user is lost.`,
        instead: say`Keep the user name. Connect can't rename a user: if only the directory's spelling changed, correct the directory.`,
    },
    userDeleted: {
        lost: say`The history is lost.`,
        instead: say`Set \`signIn: false\` in the entry: the sign-in ends, and the Connect user stays with the history.`,
    },
    applicationReplaced: {
        lost: say`The client id changes, and with it the address where people sign in and the issuer's metadata. Assignments are lost.`,
        instead: takeBack,
    },
    applicationDeleted: {
        lost: say`Nobody can sign in. Entra keeps it under “Deleted applications” for 30 days.`,
        instead: existing,
    },
    servicePrincipalReplaced: {
        lost: say`Its signing certificates and assignments are lost: AWS must trust the new certificate before anybody can sign in.`,
        instead: takeBack,
    },
    servicePrincipalDeleted: {
        lost: say`Nobody can sign in. Its signing certificates and assignments are lost.`,
        instead: existing,
    },
};

/** Of an id: what it is about, and what happens to it. */
function partsOf(id: PermanentChange["id"]): { noun: PermanentNoun; happens: readonly [one: Text, many: Text] } {
    if (id === "identityTypeChanged") {
        return { noun: "instance", happens: [say`gets another identity type`, say`get another identity type`] };
    }
    if (id === "aliasChanged") {
        return { noun: "instance", happens: [say`gets another alias`, say`get another alias`] };
    }
    const noun = id.replace(/(?:Replaced|Deleted)$/, "") as PermanentNoun;
    const isDeleted = id.endsWith("Deleted");
    return { noun, happens: isDeleted ? [say`is deleted`, say`are deleted`] : [say`is replaced`, say`are replaced`] };
}

/** `1 instance is replaced`. */
export function permanentInShort(id: PermanentChange["id"], count: number): Text {
    const { noun, happens } = partsOf(id);
    return say`${counted(count, ...nouns[noun])} ${happens[count === 1 ? 0 : 1]}`;
}

/** `1 Connect user stays in the cloud, and the stack no longer manages it`. */
export function keptInShort(id: PermanentChange["id"], count: number): Text {
    const [stays, it] = count === 1 ? [say`stays`, say`it`] : [say`stay`, say`them`];
    const { noun } = partsOf(id);
    return say`${counted(count, ...nouns[noun])} ${stays} in the cloud, and the stack no longer manages ${it}`;
}

export function permanentSection(changes: readonly PermanentChange[]): Section {
    const gone = changes.filter(({ isKept }) => isKept !== true);
    return {
        title: say`Cannot be undone`,
        items: groupItems(
            gone,
            ({ id, forcedBy }) => [id, forcedBy],
            (first, count) => ({
                text: permanentInShort(first.id, count),
                more: [
                    ...forcedByWords(first.forcedBy ?? []),
                    say`What is lost: ${words[first.id].lost}`,
                    say`What to do instead: ${insteadOf(first)}`,
                ],
            }),
        ),
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
        items: groupItems(
            kept,
            ({ id }) => id,
            ({ id }, count) => ({
                text: keptInShort(id, count),
                more: [say`To manage it again, import it with \`pulumi import\`.`],
            }),
        ),
    };
}

function forcedByWords(forcedBy: NonNullable<PermanentChange["forcedBy"]>): Text[] {
    const shown = shortened(forcedBy, 5, ({ path, before, after }) => say`${value(path)}${fromTo(before, after)}`);
    return forcedBy.length === 0 ? [] : [say`Forced by ${allOf(shown)}`];
}
