/** What the review could not judge, and what to give to have it judged. */
import type { NotJudged } from "../review";
import type { Item, Section } from "./outline";
import { counted, say, type Text } from "./text";

const resources = { one: say`resource`, many: say`resources` };

/** Without names and with `count` where it is known. */
const sentences: Readonly<Record<NotJudged["id"], (count: number | undefined) => Text>> = {
    noDeployment: () =>
        say`Who can sign in, and what stays: give the export of the stack before the change with \`--deployment FILE\` (\`pulumi stack export > before.json\`)`,
    noApplication: () =>
        say`Who can sign in: the stack holds no Entra application where people sign in, or several. If Entra's side is in another stack, give the review of that stack too`,
    usersNotLookedUp: (count) =>
        say`If ${many(count, say`user`, say`users`)} exist in the directory: the program did not ask it (\`directoryLookup\`)`,
    noDirectory: () =>
        say`Which people exist in the tenant and are enabled: give them with \`--directory FILE\` (\`az ad user list > people.json\`)`,
    previewCutOff: () =>
        say`What the preview did not reach: it ended too early. If “Checks” shows an error, correct it, then preview again`,
    unknownValues: (count) =>
        say`What depends on ids that only the deployment makes, in ${many(count, resources.one, resources.many)}`,
    securityProfileNames: (count) =>
        say`The names of ${many(count, say`security profile`, say`security profiles`)}, of which neither the preview nor an export with \`--deployment FILE\` tells the name`,
    otherResources: (count) =>
        say`${many(count, resources.one, resources.many)} of types that this review does not read`,
    notOurComponents: () =>
        say`What only the components of this project declare: the stack is written without them, and is judged by its resources alone`,
    secretValues: (count) =>
        say`${many(count, say`value`, say`values`)} that are encrypted in the export. \`pulumi stack export --show-secrets\` shows them; treat that file as a secret`,
};

const many = (count: number | undefined, one: Text, others: Text) =>
    count === undefined ? say`some ${others}` : counted(count, one, others);

export function notJudgedSection(all: readonly NotJudged[]): Section {
    return { title: say`Not judged`, items: all.map(item) };
}

function item({ id, count, names = [] }: NotJudged): Item {
    const isPart = count !== undefined && names.length > 0 && names.length < count;
    const text = sentences[id](count);
    return { text: isPart ? say`${text}, such as` : text, ...(names.length === 0 ? {} : { names }) };
}
