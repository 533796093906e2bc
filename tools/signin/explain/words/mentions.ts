/** People in a paste who are called by a name that is no address: “Paul gets AADSTS50105”. Time is linear. */
import type { Span } from "./textMatch";

export interface Mention extends Span {
    /** As it stands there: “Paul Smith”. */
    name: string;
    /** It begins what they say. */
    isSpeaker: boolean;
    /** “A colleague”. */
    isDescribed: boolean;
}

const one = String.raw`(?:\p{Lu}[\p{Ll}'-]{1,30}(?: \p{Lu}[\p{Ll}'-]{1,30}){0,2}|\p{Ll}{2,30})`;
const several = `${one}(?:(?:, | and | & | und | et | y )${one}){0,9}`;
const has =
    "(?:(?:now|still|also|only|just|both) )?(?:gets?|got|is getting|sees?|saw|ha[sd]|have|receives?|received|hits?|reports?|reported|bekommt|sieht|hat)";
const date = String.raw`\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}`;
const time = String.raw`\[?(?:${date},? )?\d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?(?:, ${date})?\]?`;
const called: readonly RegExp[] = [
    new RegExp(String.raw`(?<![\p{L}@.'-])(${several}) ${has}(?![\p{L}'-])`, "gu"),
    new RegExp(String.raw`(?<!\p{L})(?:for|bei|pour|para) (${several})(?![\w.+'-]{0,60}@|\p{L})`, "gu"),
];
/** Lines of a chat: what follows is theirs. */
const speaking: readonly RegExp[] = [
    new RegExp(`^ {0,9}${time}(?: -)? (${one})(?=:| *$)`, "gmu"),
    new RegExp(`^ {0,9}(${one}),? {1,4}${time}(?=:| *$)`, "gmu"),
    new RegExp(String.raw`^ {0,9}(${one}): (?=(?:I|I'm|[Mm]y|[Mm]e|[Ss]ame|[Ii]t|[Nn]ow|[Ss]till|[Hh]ere)\b)`, "gmu"),
];

/** Nobody's name, or of the person whose address stands there. */
const noName =
    /^(?:he|she|it|they|we|you|this|that|who|which|one|users?|person|agents?|entra|azure|aws|amazon|connect|microsoft|chrome|edge|firefox|safari|windows|teams|app|application|browser|er|sie|es|error|warning|info|message|failure|status|code|request|date|time|to|cc|from|subject|re)\b/i;
const another = new RegExp(
    String.raw`\b(?:(?:another|other|different|second|an?|my|our) (?:\w{1,20} )?(?:user|agent|person|guest|account|supervisor|manager|admin|colleague|co-?worker|teammate)s?|(?:some|every)(?:one|body)(?: else)?|(?:the )?others|the other one) (?=${has}\b)`,
    "gi",
);

/** In any order. */
export function mentionsIn(text: string): Mention[] {
    const found = (forms: readonly RegExp[], isSpeaker: boolean) =>
        forms.flatMap((form) =>
            [...text.matchAll(form)].flatMap(({ 0: whole, 1: list = whole.trim(), index }) => {
                const from = index + whole.indexOf(list);
                const names = form === another ? [{ 0: list, index: 0 }] : list.matchAll(new RegExp(one, "gu"));
                return [...names].map(({ 0: name, index: at }) => ({
                    ...{ name, from: from + at, to: from + at + name.length },
                    isSpeaker,
                    isDescribed: form === another,
                }));
            }),
        );
    return [...found([...called, another], false), ...found(speaking, true)].filter(({ name }) => !noName.test(name));
}

/** “Paul” is of `paul@` and `paul.smith@`, “Paul Smith” of these and of `psmith@`. */
export function isNameOf(name: string, address: string): boolean {
    const [first = "", ...more] = name.toLowerCase().split(" ");
    const last = more.at(-1);
    const parts = address
        .slice(0, address.indexOf("@"))
        .toLowerCase()
        .split(/[._+-]/);
    if (last === undefined) {
        return parts[0] === first;
    }
    const isFirst = parts[0] === first || parts[0] === first.charAt(0);
    return parts.length === 1
        ? [first, `${first}${last}`, `${first.charAt(0)}${last}`].includes(parts[0] ?? "")
        : isFirst && parts.at(-1) === last;
}
