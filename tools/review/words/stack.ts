/** All sections of one stack, those with content only. */
import type { StackReview } from "../review";
import { accessSection } from "./access";
import { checksSection } from "./checks";
import { notJudgedSection } from "./notJudged";
import { othersSection } from "./others";
import type { Section } from "./outline";
import { peopleSection } from "./people";
import { keptSection, permanentSection } from "./permanent";
import { trustSection } from "./trust";

/** A refused change is about its refusals first. */
export function sectionsOf(stack: StackReview): Section[] {
    const checks = checksSection(stack.checks);
    const isRefused = stack.verdict === "refused";
    const sections = [
        ...(isRefused ? [checks] : []),
        permanentSection(stack.permanent),
        keptSection(stack.permanent),
        accessSection(stack.access),
        peopleSection(stack.people),
        trustSection(stack.trust),
        othersSection(stack.others),
        ...(isRefused ? [] : [checks]),
        notJudgedSection(stack.notJudged),
    ];
    return sections.filter(({ items }) => items.length > 0);
}
