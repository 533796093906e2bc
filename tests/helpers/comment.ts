/** What a comment of a pull request is, to a reader of GitHub's Markdown. */
import { lexer, walkTokens } from "marked";
import { unescaped } from "./markdown";

export interface Rendered {
    /** Text outside of code, where a service looks for mentions, references, links and emoji codes. */
    texts: string[];
    codes: string[];
    blocks: { lang: string; text: string }[];
    html: string[];
    /** Kinds of tokens. */
    kinds: Set<string>;
}

export function rendered(markdown: string): Rendered {
    const seen: Rendered = { texts: [], codes: [], blocks: [], html: [], kinds: new Set() };
    walkTokens(lexer(markdown, { gfm: true }), (token) => {
        seen.kinds.add(token.type);
        if (token.type === "codespan") {
            seen.codes.push(unescaped(token.text));
        } else if (token.type === "code") {
            seen.blocks.push({ lang: token.lang ?? "", text: token.text });
        } else if (token.type === "html") {
            seen.html.push(token.raw.trim());
        } else if (token.type === "escape" || (token.type === "text" && !("tokens" in token && token.tokens))) {
            seen.texts.push(unescaped(token.text));
        }
    });
    return seen;
}

/** What nobody of those who wrote a name may cause: each would be taken for something else than words. */
export const active =
    /@|#|GH-\d|:\/\/|www\.|:\w+:|\b(?=[0-9a-f]*)[0-9a-f]{7,}\b|[<>`*_~|[\]\\&$^{}]|[\p{Cf}\p{Co}\p{Cn}\p{Cs}]/iu;
