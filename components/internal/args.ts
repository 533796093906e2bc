/**
 * Checks a component's arguments against its fields, once: what is plain at once, an Output as soon as it is known and before the
 * first resource that takes it. Belongs here: how arguments are checked. Not here: which rules they must fit.
 */
import * as pulumi from "@pulumi/pulumi";
import type { Problem } from "../../rules/problem";
import { quote } from "../../rules/text";
import { isPlainMap, unknownKeys } from "./maps";
import { isPlain, isPlainThroughout } from "./plain";
import { fieldName, type Refusals, withoutValue } from "./problems";
import { isMocked, settle } from "./sdk";

/** What an argument must be. */
export interface Field {
    /** What is wrong with a value, or undefined. */
    rule?: (value: unknown) => string | undefined;
    required?: true;
    /** Has a rule that accepts nothing, so that no message proposes it. */
    refused?: true;
    /** Why it must be known while the program runs; without this, an Output is accepted. */
    plain?: string;
    /** For a map: the rule of its keys, and what each of its values must be. */
    entries?: Entries;
}

/** What a map must be: the rule of its keys, and either what each value must be or the fields of each. */
interface Entries {
    key: (name: string) => string | undefined;
    field?: Field;
    fields?: Fields;
    /** What a message says a value must be, after "must be a map": ` with firstName, …`. */
    shape?: string;
}

/** The fields of an arguments object by name. */
export type Fields = Readonly<Record<string, Field>>;

/** An argument whose value is not known while the program runs. */
interface Pending {
    path: readonly string[];
    value: unknown;
}

/** Arguments that break no rule: what was left out or is undefined is absent, and each Output checks itself. */
export interface Checked<Args> {
    args: Args;
    problems: Problem[];
    pending: Pending[];
}

/** Checks all arguments of a component. `refusals` takes what is found out later. */
export function checkArgs<Args>(args: unknown, fields: Fields, refusals: Refusals): Checked<Args> {
    const checked: Checked<Args> = { args: {} as Args, problems: [], pending: [] };
    if (!isPlainMap(args)) {
        checked.problems.push({
            path: [],
            message: `The second argument must be an object with ${listRequired(fields)}, got ${isPlain(args) ? quote(args) : "an Output"}.`,
        });
        return checked;
    }
    checked.args = checkFields([], args, fields, refusals, checked) as Args;
    return checked;
}

function checkFields(
    path: readonly string[],
    args: Record<string, unknown>,
    fields: Fields,
    refusals: Refusals,
    checked: Checked<unknown>,
): Record<string, unknown> {
    const accepted = Object.keys(fields).filter((name) => fields[name]?.refused !== true);
    checked.problems.push(...unknownKeys(path, args, Object.keys(fields), accepted));
    const values: Record<string, unknown> = {};
    for (const [name, field] of Object.entries(fields)) {
        const value = Object.hasOwn(args, name) ? args[name] : undefined;
        const result = checkField([...path, name], value, field, refusals, checked);
        if (result !== undefined) {
            values[name] = result;
        }
    }
    return values;
}

function checkField(
    path: readonly string[],
    value: unknown,
    field: Field,
    refusals: Refusals,
    checked: Checked<unknown>,
): unknown {
    if (value === undefined && field.required !== true) {
        return undefined;
    }
    // The values of a map have fields of their own, which say whether they may be Outputs.
    const isKnown = field.entries === undefined ? isPlainThroughout(value) : isPlain(value);
    if (field.plain !== undefined && !isKnown) {
        checked.problems.push({ path: [...path], message: `must not be an Output or a promise: ${field.plain}` });
        // Not absent: that would only be said to be wrong as well.
        return value;
    }
    if (field.entries !== undefined && isPlainMap(value)) {
        return checkEntries(path, value, field.entries, refusals, checked);
    }
    if (!isPlainThroughout(value)) {
        checked.pending.push({ path, value });
        return checkLater(path, value, field, refusals);
    }
    const message = field.rule?.(value);
    if (message !== undefined) {
        checked.problems.push({ path: [...path], message });
    }
    return value;
}

function checkEntries(
    path: readonly string[],
    value: Record<string, unknown>,
    { key: keyRule, field, fields, shape = "" }: Entries,
    refusals: Refusals,
    checked: Checked<unknown>,
): Record<string, unknown> {
    const entries = Object.entries(value).map(([key, entry]): [string, unknown] => {
        const where = [...path, key];
        const wrongKey = keyRule(key);
        if (wrongKey !== undefined) {
            checked.problems.push({ path: where, message: wrongKey });
        }
        if (fields === undefined) {
            return [key, checkField(where, entry, { ...field, required: true }, refusals, checked)];
        }
        if (!isPlainMap(entry)) {
            const got = isPlain(entry) ? quote(entry) : "an Output; write the map itself, with Outputs as its values";
            checked.problems.push({ path: where, message: `must be a map${shape}, got ${got}` });
            return [key, {}];
        }
        return [key, checkFields(where, entry, fields, refusals, checked)];
    });
    return Object.fromEntries(entries);
}

/** The value as an Output that fails, before any resource takes it, when it breaks its rule. An unknown one stays unknown. */
function checkLater(
    path: readonly string[],
    value: unknown,
    { rule }: Field,
    refusals: Refusals,
): pulumi.Output<unknown> {
    const output: pulumi.Output<unknown> = pulumi.output(value);
    return output.apply(async (known) => {
        const message = known === undefined ? undefined : rule?.(known);
        if (message !== undefined) {
            const problem = { path: [...path], message };
            await refusals.unlessNone([(await pulumi.isSecret(output)) ? withoutValue(problem) : problem]);
        }
        return known;
    });
}

/** Several arguments, which fail together when they are known and don't fit each other. Unknown ones stay unknown. */
export function checkTogether<Args extends object>(
    args: Args,
    find: (known: Args) => Problem[],
    refusals: Refusals,
): pulumi.Output<pulumi.Unwrap<Args>> {
    const output = pulumi.output(args);
    return output.apply(async (known) => {
        const problems = find(known as Args);
        const hide = problems.length > 0 && (await pulumi.isSecret(output));
        await refusals.unlessNone(hide ? problems.map(withoutValue) : problems);
        return known;
    }) as pulumi.Output<pulumi.Unwrap<Args>>;
}

/**
 * What is not checked before deployment, in words: each argument that is not known yet, look-ups that mocks do not answer, and
 * others. Call it when the component has its other Outputs.
 * @param others by the names of the arguments that are not known
 */
export function notChecked(
    { pending }: Checked<unknown>,
    component: pulumi.ComponentResource,
    refusals: Refusals,
    others: (unknown: readonly string[]) => readonly string[] = () => [],
): pulumi.Output<string[]> {
    const unknown = pending.map(async ({ path, value }) => ((await settle(value)).known ? [] : [path]));
    // Which look-ups mocks do not answer is known when all that follows from look-ups is.
    const built = isMocked() ? Object.values(component).filter(pulumi.Output.isInstance).map(settle) : [];
    return pulumi.output(
        Promise.all([Promise.all(unknown), Promise.allSettled(built)]).then(([found]) => {
            const paths = found.flat();
            return [
                ...refusals.unansweredLines,
                ...others(paths.map(([field = ""]) => field)),
                ...paths.map((path) => `Whether ${fieldName(path)} is valid: it is not known before deployment.`),
            ];
        }),
    );
}

function listRequired(fields: Fields): string {
    const required = Object.keys(fields).filter((name) => fields[name]?.required);
    return required.length === 0 ? "the component's arguments" : required.join(", ");
}
