import type { SignInErrorId } from "../../errors";
import type { Ranked, Sureness, TextMatch } from "./textMatch";
import { type Wording, wordings } from "./wordings";

const proxyHost = /[a-z0-9.-]{0,200}\.mcas(?:\.ms|-gov\.us|-gov\.ms)\b/i;

/** The proxy has no text of its own: its host gives it away. */
export function byHost(text: string): Ranked[] {
    const end = text.search(/\.mcas(?:\.ms|-gov\.us|-gov\.ms)\b/i);
    const host = end < 0 ? undefined : proxyHost.exec(text.slice(Math.max(0, end - 200), end + 20))?.[0];
    if (host === undefined) {
        return [];
    }
    const match: TextMatch = {
        error: "defenderProxy",
        sureness: "likely",
        text: ".mcas.ms",
        values: { seen: host },
        codes: [],
    };
    return [{ match, weight: host.length }];
}

interface Hint {
    seen: RegExp;
    wordings: Wording[];
}

/** First words that some wordings begin with, `Access Denied.`: alone they are a hint at each of these. */
const openings: Hint[] = wordings.flatMap((wording) => {
    const words = /^([a-z]+) ([a-z]+)[.,] /i.exec(wording.text);
    return words === null ? [] : [hint(`${words[1]}\\s{1,20}${words[2]}`, [wording])];
});

/** AWS's names of errors, where they narrow it down to a few: `AuthSamlManifestNotFoundException`. */
const awsCodes: Hint[] = [...new Set(wordings.flatMap(({ text }) => awsCode(text) ?? []))].flatMap((code) => {
    const named = wordings.filter(({ text }) => awsCode(text) === code);
    const oneEach = named.filter(({ error }, index) => named.findIndex((other) => other.error === error) === index);
    return code.endsWith("Exception") ? [hint(code, oneEach)] : [];
});

function awsCode(text: string): string | undefined {
    return /error code: (\w+)/i.exec(text)?.[1];
}

function hint(words: string, named: Wording[]): Hint {
    return { seen: new RegExp(`\\b${words}\\b`, "i"), wordings: named };
}

/** What may be meant where nothing surer was found. A hint at an error that was found hints at no other. */
export function byHint(text: string, already: readonly SignInErrorId[]): Ranked[] {
    const found = new Map<SignInErrorId, Ranked>();
    for (const { seen, wordings: named } of [...openings, ...awsCodes]) {
        if (seen.test(text) && !named.some(({ error }) => already.includes(error))) {
            const sureness: Sureness = named.length === 1 && seen.source.includes("Exception") ? "likely" : "possible";
            for (const { error, text: wording } of named) {
                found.set(error, { match: { error, sureness, text: wording, values: {}, codes: [] }, weight: 0 });
            }
        }
    }
    return [...found.values()];
}
