import { writeFileSync } from "node:fs";
import { Role } from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import * as components from "connect-entra-sso";
import { known, own, type Row, table } from "./table";

type Args = Record<string, unknown>;
type Form = (value: unknown) => unknown;
type Component = pulumi.ComponentResource & { notChecked: pulumi.Output<string[]> };
type Class = new (name: string, args: object, opts?: pulumi.ComponentResourceOptions) => Component;

const config = new pulumi.Config();
const task = config.require("task");
/** What the program saw, for the test. */
const report: Record<string, unknown> = {};
process.on("exit", () => writeFileSync(config.require("report"), JSON.stringify(report)));

/** Made by this program, so what follows from it is unknown in a preview. */
const made = new Role(`made-${task}`, {
    assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { AWS: "123456789012" }, Action: "sts:AssumeRole" }],
    }),
});
const forms: Record<string, Form> = {
    undefined: () => undefined,
    known: (value) => pulumi.output(Promise.resolve(value)),
    unknown: (value) => made.arn.apply(() => value),
    secret: (value) => pulumi.secret(value),
    items: (value) => itemsOf(value, forms.unknown as Form),
};

function itemsOf(value: unknown, form: Form): unknown {
    return Array.isArray(value)
        ? value.map(form)
        : Object.fromEntries(Object.entries(value as object).map(([key, item]) => [key, form(item)]));
}

let count = 0;
let shared: components.EntraSamlApp | undefined;

/** Valid arguments of a class with nothing optional, unlike those of any other component. */
function baseOf(className: string, needsApp: boolean): Args {
    count += 1;
    const person = { firstName: "Ada", lastName: "Admin", securityProfiles: ["Admin"] };
    const identifier = `https://contoso.example/${count}`;
    const app = () => {
        const args = { displayName: "App", identifier, replyUrl: "https://contoso.example/acs", protection: false };
        if (needsApp) {
            return new components.EntraSamlApp(`app-${count}`, args);
        }
        shared ??= new components.EntraSamlApp("app", { ...args, identifier: "https://contoso.example/shared" });
        return shared;
    };
    switch (className) {
        case "ConnectInstance":
            return { instanceAlias: `example-${count}` };
        case "EntraSamlApp":
            return { displayName: "App", identifier, replyUrl: "https://contoso.example/acs" };
        case "AwsSamlFederation":
            return {
                samlMetadataDocument: rowOf(className, "samlMetadataDocument").good,
                instanceArn: known.instanceArn,
                samlProviderName: `example-${count}`,
                roleName: `example-${count}`,
            };
        case "EntraAwsClaims":
            return {
                servicePrincipalId: app().servicePrincipalId,
                roleArn: known.roleArn,
                samlProviderArn: known.otherProviderArn,
            };
        case "CognitoFederation":
            return {
                userPoolName: `example-${count}`,
                domainPrefix: `example-${count}`,
                providerName: `Example${count}`,
                appClients: { desktop: { callbackUrls: ["https://contoso.example/"] } },
            };
        case "ConnectUsers":
            return { instanceId: known.instanceId, users: { [`user-${count}@contoso.example`]: person } };
        case "EntraSigningCertificate": {
            const { certificates, servicePrincipalObjectId } = app();
            return { signingCertificate: "initial", certificates, servicePrincipalObjectId };
        }
        case "EntraAppAssignments":
            return { servicePrincipalObjectId: app().servicePrincipalObjectId, users: ["alice@contoso.example"] };
        default:
            return {
                instanceAlias: `example-${count}`,
                identifier,
                users: { "admin@contoso.example": person },
            };
    }
}

function rowOf(className: string, field: string): Row {
    return table[className]?.find(({ path }) => path.join() === field) as Row;
}

/** Puts a value in its place, in the form. */
function put(args: Args, { path }: Row, value: unknown, form: Form): void {
    const place = path.slice(0, -1).reduce((whole, part) => {
        const key = part === "USER" ? (Object.keys(whole)[0] ?? "") : part;
        whole[key] ??= {};
        return whole[key] as Args;
    }, args);
    const last = path.at(-1) ?? "";
    place[last] = form(value === own ? place[last] : value);
}

function construct(className: string, name: string, args: Args): void {
    const Class = (components as unknown as Record<string, Class>)[className] as Class;
    try {
        new Class(name, args).notChecked.apply((lines) => {
            report[name] = lines;
        });
    } catch (error) {
        report[name] = error instanceof components.ConnectEntraSsoError ? error.problems : { thrown: String(error) };
    }
}

/** All arguments of each class at once: as Outputs where an Output will do, or everything optional undefined. */
function together(formName: string): void {
    const form = forms[formName] as Form;
    for (const [className, rows] of Object.entries(table)) {
        const args = baseOf(className, true);
        const optional = rows.filter(
            ({ path: [field = "", ...rest] }) => rest.length === 0 && args[field] === undefined,
        );
        const acceptable = rows.filter(({ plain, instead }) => !plain && instead === undefined);
        for (const row of formName === "undefined" ? optional : acceptable) {
            put(args, row, row.good, form);
        }
        const hasProtection = rows.some(({ path: [field] }) => field === "protection");
        construct(className, `${className}-${formName}`, hasProtection ? { ...args, protection: false } : args);
    }
}

/** Each argument alone in a component of its own. */
function oneByOne(formName: string, which: (row: Row) => boolean): void {
    for (const [className, rows] of Object.entries(table)) {
        for (const row of rows.filter(which)) {
            const base = baseOf(className, false);
            const { instanceAlias: _, userPoolName: __, domainPrefix: ___, ...others } = base;
            const args = row.instead === undefined ? base : { ...others, ...row.instead };
            put(args, row, row.good, forms[formName] as Form);
            construct(className, `${className}-${row.path.join(".")}-${formName}`, args);
        }
    }
}

/** All arguments of each class with values that it refuses. */
function refused(formName: string): void {
    for (const [className, rows] of Object.entries(table)) {
        const args = baseOf(className, false);
        for (const row of rows.filter(
            ({ plain, bad, instead }) => !plain && bad !== undefined && instead === undefined,
        )) {
            put(args, row, row.bad, (value) => (forms[formName] as Form)(value));
        }
        construct(className, `${className}-${formName}`, args);
    }
}

const tasks: Record<string, () => void> = {
    together: () => {
        for (const form of ["undefined", "known", "unknown", "secret"]) {
            together(form);
        }
        oneByOne("known", ({ plain, instead }) => plain === true || instead !== undefined);
        oneByOne("undefined", ({ required }) => required === true);
    },
    oneByOne: () => {
        oneByOne("unknown", ({ plain }) => plain !== true);
        oneByOne("items", ({ plain, good }) => plain !== true && typeof good === "object");
    },
    refusedLate: () => refused("unknown"),
    refusedSecret: () => refused("secret"),
};
tasks[task]?.();
