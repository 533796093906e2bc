/** Refusals, gathered instead of ending the way at the first. */
import { quote } from "../../../rules/text";
import { signInError } from "../errors";
import { shownRole } from "../walk/aws/rolePair";
import { CannotGoOn, Stopped, type Trail } from "../walk/trail";
import type { Finding } from "./explanation";
import { finding, findingOfStop } from "./finding";
import { redactText } from "./redact";

export class Findings {
    readonly list: Finding[] = [];

    /** What a refusal may quote, with what is shown in its place. */
    private concealed: [quoted: string, shown: string][] = [];

    /** `hasValue`: whether the directory has a value of the session name's attribute for a person; undefined: not known. */
    constructor(
        private readonly trail: Trail,
        private readonly hasValue: (name: string | undefined) => boolean | undefined = () => undefined,
    ) {}

    /** Values of the input of which some may be a token or a key: a quotation is cut, so that it would not be known for one. */
    conceal(values: readonly string[]): void {
        this.concealed = [...new Set(values)].flatMap((value): [string, string][] => {
            const redacted = redactText(value);
            const halves = value.split(",").map((half): [string, string] => [shownRole(half), redactText(half)]);
            return redacted === value
                ? []
                : [[quote(value), quote(redacted)], ...halves.filter(([half, safe]) => half !== safe)];
        });
    }

    /** The check's answer; undefined where it refuses or can't tell. */
    async of<T>(check: () => T | Promise<T>): Promise<T | undefined> {
        try {
            return await check();
        } catch (error) {
            if (error instanceof Stopped) {
                const { about, seen, expected } = this.trail.lastFailed() ?? { about: error.stop.cause };
                const found = findingOfStop(error.stop, "recomputed", `checked: ${about}`, { seen, expected });
                this.add(this.askingDirectory(found));
                return undefined;
            }
            if (error instanceof CannotGoOn) {
                return undefined;
            }
            throw error;
        }
    }

    /** A cause that is in the directory is likely as long as nobody has looked there, and not the cause where it is not so. */
    private askingDirectory(found: Finding): Finding {
        const { causes } = signInError(found.error);
        const { values } = this.trail;
        const hasValue = this.hasValue(values.user);
        if (causes[found.causeId]?.isInDirectory !== true || hasValue === false) {
            return found;
        }
        const { causeSureness, otherCauses } = finding(found.error, { ...found, causeSureness: "likely", values });
        const [other] = otherCauses;
        return hasValue === true ? { ...found, ...other, causeSureness } : { ...found, causeSureness, otherCauses };
    }

    /** The same refusal counts once. */
    private add(found: Finding): void {
        const members = Object.entries(found).map(([name, value]) => [
            name,
            typeof value === "string" ? this.shown(value) : value,
        ]);
        const one: Finding = Object.fromEntries(members);
        const isSame = ({ error, causeId, seen }: Finding) =>
            error === one.error && causeId === one.causeId && seen === one.seen;
        if (!this.list.some(isSame)) {
            this.list.push(one);
        }
    }

    private shown(text: string): string {
        return this.concealed.reduce((shown, [quoted, redacted]) => shown.replaceAll(quoted, () => redacted), text);
    }
}
