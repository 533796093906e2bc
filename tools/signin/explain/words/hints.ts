import { type SignInErrorId, signInError, signInErrorIds } from "../../errors";
import type { Sureness } from "../../sureness";
import { excerptOf } from "./excerpt";
import { hasServiceAddress } from "./origin";
import type { Ranked } from "./textMatch";
import { type Wording, wordings } from "./wordings";

/** What an entry itself recognizes, where no text of the cloud tells. */
export function bySign(text: string): Ranked[] {
    return signInErrorIds.flatMap((error) => {
        const found = signInError(error).recognize?.sign?.(text);
        if (found === undefined) {
            return [];
        }
        const { sureness, evidence, values = {} } = found;
        const match = { error, sureness, text: "", sign: evidence, values: defined(values), codes: [] };
        return [{ match, weight: evidence.length }];
    });
}

const defined = (values: Readonly<Record<string, string | undefined>>) =>
    Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

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
    // STS answers many refusals so, and OIDC's as well: only its own words around it are those of this sign-in.
    const form = code === "InvalidIdentityToken" ? `AWSSecurityTokenService[^()]{1,120}${code}` : code;
    return code.endsWith("Exception") || code === "PackedPolicyTooLarge" || form !== code
        ? [{ seen: seen(form), wordings: oneEach, code }]
        : [];
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
            const quoted = excerptOf(text, there.index, there.index + there[0].length);
            const what = (wording: string) =>
                code === undefined ? { text: wording, quoted, codes: [] } : { text: "", codes: [code] };
            for (const { error, text: wording } of named) {
                found.set(error, { match: { error, sureness, ...what(wording), values: {} }, weight: 0 });
            }
        }
    }
    for (const [error, said] of describedIn(text)) {
        if (!already.includes(error)) {
            const sign = `the description “${said}”`;
            const match = { error, sureness: "possible", text: "", sign, values: {}, codes: [] } as const;
            found.set(error, { match: { ...match, codes: [] }, weight: 0 });
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

/** What people say of refusals for which the clouds have no words: each error once, with the words that describe it. */
function describedIn(text: string): [SignInErrorId, string][] {
    const words = text.replace(/\s{1,20}/g, " ");
    return signInErrorIds.flatMap((error): [SignInErrorId, string][] => {
        const said = signInError(error)
            .recognize?.described?.map((form) => form.exec(words)?.[0])
            .find((one) => one !== undefined);
        return said === undefined ? [] : [[error, said.trim()]];
    });
}
