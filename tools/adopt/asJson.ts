/** A plan as `connect-sso adopt --json` prints it (docs/adopt.schema.json). */
import type { Plan } from "./plan";
import { changeSentences, takenSentences } from "./words/changes";
import { leftSentence, lossSentence, obstacleSentence, reasonSentence } from "./words/obstacles";
import { stepsInWords } from "./words/steps";

/** `written`: files, from the folder where the command was typed; `folder`: where most of them are. */
export function asJson(plan: Plan, folder: string, written: readonly string[]): object {
    const { stack, how, made, people, obstacles } = plan;
    return {
        version: 1,
        stack,
        written,
        obstacles: obstacles.map((one) => ({ id: one.id, sentence: obstacleSentence(one, made) })),
        adopted: {
            instanceId: made.instance.id,
            roleName: made.role.name,
            sessionNameAttribute: { name: people.attribute, isInferred: people.isAttributeInferred },
            users: people.taken.map(({ user, access, entry }) => ({
                ...{ username: user.username, userId: user.id, access, signIn: entry.signIn !== false },
            })),
            groups: people.groups,
            sentences: takenSentences(plan),
        },
        notAdopted: people.left.map((one) => ({
            username: one.user.username,
            id: one.reason.id,
            sentence: leftSentence(one, people.attribute),
        })),
        application: {
            how,
            clientId: made.application.clientId,
            identifier: plan.identifier,
            reasons: plan.reasons.map((one) => ({ id: one.id, sentence: reasonSentence(one) })),
        },
        changes: plan.announced.map(({ op, type, name, properties = {} }) => ({
            ...{ op, type, name, properties: Object.keys(properties) },
        })),
        changesInWords: changeSentences(plan),
        losses: plan.losses.map((one) => ({ id: one.id, sentence: lossSentence(one) })),
        access: plan.access,
        steps: obstacles.length > 0 ? [] : stepsInWords(plan, folder),
    };
}
