import { defenderHostIn } from "../../defenderHosts";
import type { SignInErrorId } from "../../errors";
import { describedIn } from "./descriptions";
import { hasServiceAddress } from "./origin";
import { quote } from "./quote";
import type { Ranked, Sureness, TextMatch } from "./textMatch";
import { type Wording, wordings } from "./wordings";

/** The proxy has no text of its own: its host gives it away. */
export function byHost(text: string): Ranked[] {
    const host = defenderHostIn(text);
    if (host === undefined) {
        return [];
    }
    const match: TextMatch = {
        error: "defenderProxy",
        sureness: "likely",
        text: `the host ${host}`,
        values: { seen: host },
        codes: [],
    };
    return [{ match, weight: host.length }];
}

interface Hint {
    seen: RegExp;
    wordings: Wording[];
    /** AWS's name of the error. */
    code?: string;
}

/** First words that some wordings begin with, `Access Denied.`: alone they are a hint at each of these. */
const openings: Hint[] = wordings.flatMap((wording) => {
    const words = /^([a-z]+) ([a-z]+)[.,] /i.exec(wording.text);
    return words === null ? [] : [{ seen: seen(`${words[1]}\\s{1,20}${words[2]}`), wordings: [wording] }];
});

/** Any server says it. */
const saidByAll = /^bad request/i;

/** AWS's names of errors, where they narrow it down to a few: `AuthSamlManifestNotFoundException`. */
const awsCodes: Hint[] = [...new Set(wordings.flatMap(({ text }) => awsCode(text) ?? []))].flatMap((code) => {
    const named = wordings.filter(({ text }) => awsCode(text) === code);
    const oneEach = named.filter(({ error }, index) => named.findIndex((other) => other.error === error) === index);
    return code.endsWith("Exception") ? [{ seen: seen(code), wordings: oneEach, code }] : [];
});

function awsCode(text: string): string | undefined {
    return /error code: (\w+)/i.exec(text)?.[1];
}

function seen(words: string): RegExp {
    return new RegExp(`\\b${words}\\b`, "i");
}

/** What may be meant where nothing surer was found. A hint at an error that was found hints at no other. */
export function byHint(text: string, { already, isDenialOfAnother }: Known): Ranked[] {
    const isLed = hasServiceAddress(text);
    const heard = openings.filter(
        ({ wordings: [one] }) => !isDenialOfAnother && (isLed || !saidByAll.test(one?.text ?? "")),
    );
    const found = new Map<SignInErrorId, Ranked>();
    for (const { seen, wordings: named, code } of [...heard, ...awsCodes]) {
        const there = seen.exec(text);
        if (there !== null && !named.some(({ error }) => already.includes(error))) {
            const sureness: Sureness = named.length === 1 && code !== undefined ? "likely" : "possible";
            const quoted = quote(text, there.index, there.index + there[0].length);
            const what = (wording: string) =>
                code === undefined ? { text: wording, quoted, codes: [] } : { text: "", codes: [code] };
            for (const { error, text: wording } of named) {
                found.set(error, { match: { error, sureness, ...what(wording), values: {} }, weight: 0 });
            }
        }
    }
    for (const [error, said] of describedIn(text)) {
        if (!already.includes(error)) {
            const description = `the description “${said}”`;
            found.set(error, {
                match: { error, sureness: "possible", text: description, values: {}, codes: [] },
                weight: 0,
            });
        }
    }
    return [...found.values()];
}

interface Known {
    /** The errors that were found. */
    already: readonly SignInErrorId[];
    /** It is another service's denial, by its form. */
    isDenialOfAnother: boolean;
}
