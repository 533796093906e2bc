/** The certificates in a stack file: read, and changed as somebody would by hand. */
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { quote } from "../../../rules/text";
import { decode } from "../decode";
import { UsageError } from "../errors";
import { isMapping, type Mapping, readYaml } from "../yaml";
import { changeYaml } from "../yamlEdit";
import type { Configured } from "./plan";

/** A project whose program takes its certificates from the stack file, and the stack file. */
export interface StackConfiguration extends Configured {
    file: string;
    /** Its text once it says `wanted`, and what changed, a line each; undefined if it says so already. */
    changedTo(wanted: Configured): { text: string; changes: string[] } | undefined;
}

/** Whether the project's program reads these keys: then its Pulumi.yaml declares them, as that of the stack program does. */
export function takesCertificates(project: string): boolean {
    const { config } = mappingOf(readYaml(join(project, "Pulumi.yaml")));
    return isMapping(config) && ["certificates", "signingCertificate"].every((key) => Object.hasOwn(config, key));
}

export function projectName(project: string): string | undefined {
    const { name } = mappingOf(readYaml(join(project, "Pulumi.yaml")));
    return typeof name === "string" ? name : undefined;
}

/** Throws a UsageError where the file can't be read, or has its certificates from elsewhere. */
export function readStackConfiguration(project: string, file: string): StackConfiguration {
    const { name } = mappingOf(readYaml(join(project, "Pulumi.yaml")));
    const config = mappingOf(mappingOf(readYaml(file)).config);
    const keyOf = (key: string) => (Object.hasOwn(config, key) ? key : `${name}:${key}`);
    const keys = {
        certificates: keyOf("certificates"),
        signing: keyOf("signingCertificate"),
        retired: keyOf("retiredCertificates"),
    };
    const [certificates, signing, retired] = [keys.certificates, keys.signing, keys.retired].map((key) => config[key]);
    if (certificates !== undefined && !isMapping(certificates)) {
        throw cantRead(file, keys.certificates, "a mapping such as { initial: {} }");
    }
    if (signing !== undefined && typeof signing !== "string") {
        throw cantRead(file, keys.signing, 'a text, in quotation marks if it is a number ("2027")');
    }
    if (retired !== undefined && !(Array.isArray(retired) && retired.every((one) => typeof one === "string"))) {
        throw cantRead(file, keys.retired, 'a list of texts, in quotation marks if they are numbers (["2026"])');
    }
    const configured: Configured = {
        certificates: Object.keys(certificates ?? { initial: {} }),
        ...(signing === undefined || signing === "" ? {} : { signing }),
        retired: (retired ?? []) as string[],
    };
    return {
        ...configured,
        file,
        changedTo: (wanted) => change(file, keys, { config, configured, wanted }),
    };
}

function cantRead(file: string, key: string, rule: string): UsageError {
    return new UsageError(`${basename(file)}: ${key} must be ${rule}`);
}

interface Keys {
    certificates: string;
    signing: string;
    retired: string;
}

function change(
    file: string,
    keys: Keys,
    { config, configured, wanted }: { config: Mapping; configured: Configured; wanted: Configured },
): { text: string; changes: string[] } | undefined {
    const content = mappingOf(readYaml(file));
    const text = decode(readFileSync(file));
    const expected: Mapping = { ...config };
    const changes: string[] = [];
    const added = wanted.certificates.filter((name) => !configured.certificates.includes(name));
    const removed = configured.certificates.filter((name) => !wanted.certificates.includes(name));
    changes.push(...added.map((name) => `${keys.certificates} has ${quote(name)}`));
    changes.push(...removed.map((name) => `${keys.certificates} no longer has ${quote(name)}`));
    if (changes.length > 0) {
        const known = mappingOf(config[keys.certificates]);
        expected[keys.certificates] = Object.fromEntries(
            wanted.certificates.map((name) => [name, Object.hasOwn(known, name) ? known[name] : {}]),
        );
    }
    if (wanted.signing !== undefined && wanted.signing !== configured.signing) {
        expected[keys.signing] = wanted.signing;
        changes.push(`${keys.signing} is ${quote(wanted.signing)}`);
    }
    const retired = wanted.retired.filter((name) => !configured.retired.includes(name));
    const unretired = configured.retired.filter((name) => !wanted.retired.includes(name));
    changes.push(...retired.map((name) => `${keys.retired} has ${quote(name)}`));
    changes.push(...unretired.map((name) => `${keys.retired} no longer has ${quote(name)}`));
    if (retired.length + unretired.length > 0) {
        expected[keys.retired] = wanted.retired;
    }
    if (unretired.length > 0 && wanted.retired.length === 0) {
        delete expected[keys.retired];
    }
    if (changes.length === 0) {
        return undefined;
    }
    const after = { [keys.signing]: keys.certificates, [keys.retired]: keys.signing };
    // Those that are there by default first, since a number comes before other names in a mapping that is new.
    const first =
        added.length === 0 || Object.hasOwn(config, keys.certificates)
            ? text
            : changeYaml(text, { ...content, config: { ...config, [keys.certificates]: { initial: {} } } });
    const changed = first && changeYaml(first, { ...content, config: expected }, { after });
    if (changed === undefined) {
        throw new UsageError(
            `${basename(file)} is written in a way that this command can't change safely. Nothing was written. Change it yourself, so that ${changes.join("; ")}`,
        );
    }
    return { text: changed, changes };
}

function mappingOf(value: unknown): Mapping {
    return isMapping(value) ? value : {};
}
