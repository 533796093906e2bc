/** Several people in one paste: each error belongs to the name that is nearest to it. */
import { address, isSpeaker } from "./mail";
import { isNameOf, mentionsIn } from "./mentions";
import { plainText } from "./plainText";
import { findErrors } from "./text";
import type { Span } from "./textMatch";

interface Part {
    /** As the paste calls them; undefined: it is of one person, or of nobody who is named. */
    called?: string;
    /** Undefined: it has no address of theirs. */
    person?: string;
    /** Of somebody who has no address, it has none. */
    text: string;
}

/** In characters; longer pastes are not taken apart. */
const longest = 100_000;
/** More errors and names are not looked for. */
const mostErrors = 60;
const mostNames = 200;
const mostLines = 100;
const mostOfAList = 20;

/** `isMeant`: whether an address may be of a person who signs in. In the order of the paste. */
export function partsOf(pasted: string, isMeant: (address: string) => boolean): Part[] {
    const whole = [{ text: pasted }];
    if (pasted.length > longest) {
        return whole;
    }
    const { text } = plainText(pasted);
    const addresses = addressesIn(text, isMeant);
    const errors = addresses.length === 0 ? [] : errorsIn(text);
    const names = [...addresses, ...calledIn(text, addresses, errors)].sort((one, other) => one.from - other.from);
    if (new Set(names.map(({ key }) => key)).size < 2) {
        return [partOf(nameBeside(text, names, errors), pasted)];
    }
    const runs = runsOf(errors, names, text);
    const [first] = runs;
    if (first === undefined) {
        return whole;
    }
    if (runs.every(({ owner }) => owner.key === first.owner.key)) {
        return listOf(first.owner, names, text).map((name) => partOf(name, pasted));
    }
    const cuts = runs.slice(1).map((run, index) => cutBetween(text, runs[index]?.to ?? 0, run.from));
    const found = new Map<string, Part>();
    for (const [index, { owner }] of runs.entries()) {
        const part = text.slice(cuts[index - 1] ?? 0, cuts[index] ?? text.length);
        const before = found.get(owner.key)?.text;
        found.set(owner.key, partOf(owner, before === undefined ? part : `${before}\n${part}`));
    }
    return [...found.values()];
}

function partOf(name: Name | undefined, text: string): Part {
    if (name === undefined) {
        return { text };
    }
    const { name: called, isAddress } = name;
    return isAddress ? { called, person: called, text } : { called, text: text.replace(address, "") };
}

/** Lines between an error and the name before it; what is behind it may be the sender's. */
const mostBetween = 3;

function nameBeside(text: string, names: readonly Name[], [error]: readonly Span[]): Name | undefined {
    const linesFrom = (from: number, to: number) => text.slice(from, to).split("\n").length - 1;
    return names.find(
        ({ from, to }) =>
            error !== undefined &&
            (from < error.from ? linesFrom(to, error.from) <= mostBetween : linesFrom(error.to, from) <= 1),
    );
}

interface Name extends Span {
    name: string;
    /** The same for all spellings. */
    key: string;
    isAddress: boolean;
    /** A mail's line says that what follows is theirs. */
    isSpeaker: boolean;
}

interface Run extends Span {
    owner: Name;
}

function addressesIn(text: string, isMeant: (address: string) => boolean): Name[] {
    return [...text.matchAll(address)]
        .map(({ 0: name, index }) => ({ name, key: name.toLowerCase(), from: index, to: index + name.length }))
        .filter(({ name }) => isMeant(name))
        .map((one) => ({ ...one, isAddress: true, isSpeaker: isSpeaker(text, one.from) }))
        .slice(0, mostNames);
}

/** Those who are called by a name: by their address where only one in the paste can be theirs. */
function calledIn(text: string, addresses: readonly Name[], errors: readonly Span[]): Name[] {
    return (addresses.length === 0 ? [] : mentionsIn(text))
        .filter(({ from, to }) => !errors.some((error) => from < error.to && to > error.from))
        .slice(0, mostNames)
        .flatMap((mention): Name[] => {
            const own = addresses.filter(({ name }) => isNameOf(mention.name, name));
            const [one, other] = new Map(own.map((it) => [it.key, it])).values();
            if (one !== undefined && other === undefined) {
                return [{ ...one, ...{ from: mention.from, to: mention.to, isSpeaker: mention.isSpeaker } }];
            }
            // Words in small letters are names only where an address says so.
            return one === undefined && /^\p{Ll}/u.test(mention.name) && !mention.isDescribed
                ? []
                : [{ ...mention, key: mention.name.toLowerCase(), isAddress: false }];
        });
}

/** Every place of every error that is more than possible, in order. */
function errorsIn(text: string): Span[] {
    const spans: Span[] = [];
    let rest = text;
    while (spans.length < mostErrors) {
        const found = [...findErrors(rest).values()].flatMap(({ match, span }) =>
            span === undefined || match.sureness === "possible" ? [] : [span],
        );
        if (found.length === 0) {
            break;
        }
        for (const { from, to } of found) {
            rest = `${rest.slice(0, from)}${" ".repeat(to - from)}${rest.slice(to)}`;
        }
        spans.push(...found);
    }
    return spans.sort((one, other) => one.from - other.from);
}

/** Errors in a row of one person, from the first name or error of theirs to the last. */
function runsOf(spans: readonly Span[], names: readonly Name[], text: string): Run[] {
    const namesComeFirst = (names[0]?.from ?? 0) <= (spans[0]?.from ?? 0);
    const runs: Run[] = [];
    for (const span of spans) {
        const owner = nearest(span, names, { text, namesComeFirst });
        const last = runs.at(-1);
        const from = Math.min(span.from, owner.from);
        const to = Math.max(span.to, owner.to);
        if (last?.owner.key === owner.key) {
            last.to = Math.max(last.to, to);
        } else {
            runs.push({ owner, from, to });
        }
    }
    return runs;
}

/**
 * The name within the error; else the one that fewest lines are between, and of these one that stands where the paste puts
 * its names, before or after the errors.
 */
function nearest(
    span: Span,
    names: readonly Name[],
    { text, namesComeFirst }: { text: string; namesComeFirst: boolean },
) {
    const distance = (one: Name) => {
        const { from, to } = one;
        if (from < span.to && to > span.from) {
            return -1;
        }
        const isBefore = to <= span.from;
        const gap = isBefore ? text.slice(to, span.from) : text.slice(span.to, from);
        const lines = gap.split("\n", mostLines).length;
        const others = one.isSpeaker && !isBefore ? mostLines : 0;
        return (
            ((lines + others) * 2 + (isBefore === namesComeFirst ? 0 : 1) + clauses(gap, isBefore)) * longest +
            gap.length
        );
    };
    // “mark@… can sign in, AADSTS50105 for Paul”
    const clauses = (gap: string, isBefore: boolean) =>
        isBefore ? (/[,;.!?]\s|\sbut\s/.test(gap) ? 0.5 : 0) : /^ (?:for|bei|pour|para) $/.test(gap) ? -0.75 : 0;
    return names.reduce((one, other) => (distance(other) < distance(one) ? other : one));
}

/** The names in a row with this one, each once: what is said is said of all of them. */
function listOf(name: Name, names: readonly Name[], text: string): Name[] {
    const at = names.indexOf(name);
    const isNext = (one: Name | undefined, other: Name | undefined) =>
        one !== undefined &&
        other !== undefined &&
        one.isAddress === other.isAddress &&
        /^[\s,;&/]{0,9}(?:and|or)?[\s,;&/]{0,9}$/.test(text.slice(one.to, other.from));
    let [from, to] = [at, at];
    while (isNext(names[from - 1], names[from])) {
        from -= 1;
    }
    while (isNext(names[to], names[to + 1])) {
        to += 1;
    }
    const row = names.slice(from, to + 1).slice(0, mostOfAList);
    return row.filter(({ key }, index) => row.findIndex((other) => other.key === key) === index);
}

/** The end of the line, if that is before what comes next. */
function cutBetween(text: string, end: number, next: number): number {
    const lineEnd = text.indexOf("\n", end);
    return lineEnd >= 0 && lineEnd < next ? lineEnd : Math.min(end, next);
}
