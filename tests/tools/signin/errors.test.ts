import { expect } from "chai";
import { signInError, signInErrorIds } from "../../../tools/signin/errors";
import { describeCause } from "../../../tools/signin/errors/describe";
import { place } from "../../../tools/signin/errors/fill";

/** Every entry, by name, with its causes. */
const entries = signInErrorIds.map((id) => ({ id, ...signInError(id), causes: signInError(id).causes }));

/** What people are told: all but the clouds' texts and the sources. */
function prose({ meaning, causes }: (typeof entries)[number]): string[] {
    const parts = Object.values(causes).flatMap(({ cause, confirm, change }) => [cause, confirm ?? "", change]);
    return [meaning, ...parts.filter((text) => text !== "")];
}

function problems(of: (entry: (typeof entries)[number]) => string[]): string[] {
    return entries.flatMap((entry) => of(entry).map((text) => `${entry.id}: ${text}`));
}

describe("The catalogue of errors", () => {
    it("has well-formed places, in texts and in what it says about them", () => {
        const withBraces = (text: string) =>
            /[{}]/.test(text.replace(/\{2,(64|32)\}|\$\{aws:\w+\}/g, "").replace(place, ""));
        expect(problems((entry) => [...entry.texts, ...prose(entry)].filter(withBraces))).to.deep.equal([]);
    });

    it("has words for a place without a value, but in a command, where the name stands in angle brackets", () => {
        const outsideCommands = (text: string) => text.replace(/`[^`]*`/g, "");
        expect(problems((entry) => prose(entry).filter((text) => /\{\w+\}/.test(outsideCommands(text))))).to.deep.equal(
            [],
        );
    });

    it("closes every command", () => {
        expect(problems((entry) => prose(entry).filter((text) => text.split("`").length % 2 === 0))).to.deep.equal([]);
    });

    it("says in every cause why, how to confirm it and what to change, in sentences", () => {
        const isSentence = (text: string) => /^[^a-z].*[.`…]$/s.test(text);
        const described = problems(({ meaning, causes }) => [
            meaning,
            ...Object.values(causes).flatMap((cause) =>
                Object.values(describeCause(cause, { user: "Alice", otherApplication: "X" })),
            ),
        ]);
        expect(described.filter((text) => !isSentence(text.replace(/^\w+: /, "")))).to.deep.equal([]);
        expect(entries.filter(({ causes }) => Object.keys(causes).length === 0)).to.deep.equal([]);
    });

    it("says why there is no text where there is none", () => {
        const silent = entries.filter(({ texts }) => texts.length === 0).map(({ id }) => id);
        const excused = entries
            .filter(({ texts, meaning }) => texts.length === 0 && saysWhy(meaning))
            .map(({ id }) => id);
        expect(excused).to.deep.equal(silent);
    });

    it("has every code of Entra's once, at the head of its texts", () => {
        const codes = entries.flatMap(({ code }) => code ?? []);
        expect(new Set(codes).size).to.equal(codes.length);
        const without = entries.filter(({ code, texts }) => code !== undefined && !texts[0]?.startsWith(`${code}: `));
        expect(without.map(({ id }) => id)).to.deep.equal([]);
    });

    it("has every text once", () => {
        const texts = entries.flatMap((entry) => entry.texts);
        expect(new Set(texts).size).to.equal(texts.length);
    });

    it("gives a source for every error, over https", () => {
        const isGood = (source: string) => URL.canParse(source) && source.startsWith("https://");
        expect(problems(({ sources }) => sources.filter((source) => !isGood(source)))).to.deep.equal([]);
        expect(entries.filter(({ sources }) => sources.length === 0).map(({ id }) => id)).to.deep.equal([]);
    });
});

function saysWhy(meaning: string): boolean {
    return /not documented|No error|does not exist/.test(meaning);
}
