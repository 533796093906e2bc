/** Changes of resources that are no person, no trust and nothing permanent. */
import type { OtherChange } from "../review";
import { groupItems, type Section } from "./outline";
import { counted, say, type Text } from "./text";

const resources = (count: number) => counted(count, say`other resource is`, say`other resources are`);
const changes = (count: number) => counted(count, say`change`, say`changes`);

/** `2 other resources are deleted`. */
export function otherInShort(id: OtherChange["id"], count: number): Text {
    switch (id) {
        case "deleted":
            return say`${resources(count)} deleted`;
        case "replaced":
            return say`${resources(count)} replaced`;
        case "outsideModel":
            return say`${changes(count)} outside this review can stop sign-ins`;
        case "notJudged":
            return say`${changes(count)} can end sign-ins, and the export is missing`;
        case "otherMoment":
            return say`${count === 1 ? say`1 change does` : say`${count} changes do`} not start from what the export has`;
    }
}

/** What it means and what to do. */
const advice: Readonly<Record<OtherChange["id"], Text>> = {
    deleted: say`This review does not know what is lost with it.`,
    replaced: say`The old one is deleted. This review does not know what is lost with it.`,
    otherMoment: say`Export and preview again, and deploy nothing in between. After a preview with \`--refresh\`, somebody changed it by hand.`,
    outsideModel: say`This review does not read such resources. Check who they apply to.`,
    notJudged: say`To have it judged, give the export of the stack before the change: \`pulumi stack export > before.json\`, then \`--deployment before.json\`.`,
};

export function othersSection(others: readonly OtherChange[]): Section {
    return {
        title: say`Other resources`,
        items: groupItems(
            others,
            ({ id }) => id,
            ({ id }, count) => ({ text: otherInShort(id, count), more: [advice[id]] }),
        ),
    };
}
