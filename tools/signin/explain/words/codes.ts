import type { Sureness } from "../../sureness";
import type { Span } from "./textMatch";
import { entraCodes } from "./wordings";

/** A code of Entra's in a text. */
export interface SeenCode {
    /** As Microsoft writes it, `AADSTS50105`. */
    code: string;
    /** `certain`: it says AADSTS. `likely`: a number called an error code. `possible`: the paste is the number alone. */
    sureness: Sureness;
    /** Where it is written. */
    span: Span;
}

/** With the letters that text recognition takes for digits, and digits for letters. */
const written = /[a4][a4]d[s5]t[s5][\s:_-]{0,3}([0-9oil]{5,7})(?![0-9a-z])/gi;
// Of plain characters: コート is コード.
const called =
    /(?:error|fehler|erreur|failure|status|エラー)(?:[\s_-]{0,2}(?:codes?|nummer|number|コート)| de (?:connexion|inicio de sesion))?["'\s:=[(#?]{1,6}(?:code=)?([0-9]{5,7})(?![0-9a-z-])/gi;

/** The codes of the catalogue that a text names, and those it names with `AADSTS` that are not in the catalogue. */
export function codesIn(text: string): { known: SeenCode[]; unknown: string[] } {
    const known = new Map<string, SeenCode>();
    const unknown = new Set<string>();
    const see = (digits: string, sureness: Sureness, span: Span) => {
        const code = `AADSTS${digits.replace(/o/gi, "0").replace(/[il]/gi, "1")}`;
        if (entraCodes.has(code)) {
            known.set(code, known.get(code) ?? { code, sureness, span });
        } else if (sureness === "certain") {
            unknown.add(code);
        }
    };
    for (const found of text.matchAll(written)) {
        see(found[1] ?? "", "certain", spanOf(found));
    }
    for (const found of text.matchAll(called)) {
        see(found[1] ?? "", "likely", spanOf(found));
    }
    if (/^\s*[0-9]{5,7}[\s.]*$/.test(text.slice(0, 100))) {
        see(text.trim().replace(/\.$/, ""), "possible", { from: 0, to: text.length });
    }
    return { known: [...known.values()], unknown: [...unknown].slice(0, 20) };
}

const spanOf = ({ 0: whole, index }: RegExpExecArray): Span => ({ from: index, to: index + whole.length });
