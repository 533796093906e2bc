import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import type { Field, Fields } from "../../components/internal/args";
import { awsSamlFederationFields } from "../../components/internal/check/awsSamlFederation";
import { cognitoFederationFields } from "../../components/internal/check/cognitoFederation";
import { connectInstanceFields } from "../../components/internal/check/connectInstance";
import { connectSsoFields } from "../../components/internal/check/connectSso";
import { connectUsersFields } from "../../components/internal/check/connectUsers";
import { entraAppAssignmentsFields } from "../../components/internal/check/entraAppAssignments";
import { entraAwsClaimsFields } from "../../components/internal/check/entraAwsClaims";
import { entraSamlAppFields } from "../../components/internal/check/entraSamlApp";
import { entraSigningCertificateFields } from "../../components/internal/check/entraSigningCertificate";
import { componentNames, pluginSchema } from "../../scripts/pluginSchema";

interface Property {
    plain?: boolean;
    description?: string;
    additionalProperties?: { $ref?: string };
}
type Properties = Record<string, Property>;
interface Schema {
    resources: Record<string, { inputProperties: Properties; requiredInputs?: string[]; properties: Properties }>;
    types: Record<string, { properties: Properties; required?: string[] }>;
}

const text = readFileSync(join(__dirname, "..", "..", "plugin", "schema.json"), "utf8");
const schema = JSON.parse(text) as Schema;
const token = (name: string) => `connect-entra-sso:index:${name}`;

/** What each component checks, which its schema must describe. */
const fieldsOf: Record<string, Fields> = {
    AwsSamlFederation: awsSamlFederationFields,
    CognitoFederation: cognitoFederationFields,
    ConnectInstance: connectInstanceFields,
    ConnectSso: connectSsoFields,
    ConnectUsers: connectUsersFields,
    EntraAppAssignments: entraAppAssignmentsFields,
    EntraAwsClaims: entraAwsClaimsFields,
    EntraSamlApp: entraSamlAppFields,
    EntraSigningCertificate: entraSigningCertificateFields,
};

/** What the fields say of properties: their names, which are required, and which must be plain. */
function expected(fields: Fields): unknown {
    const accepted = Object.entries<Field>(fields).filter(([, { refused }]) => refused !== true);
    const named = (of: (field: Field) => unknown) =>
        accepted
            .filter(([, field]) => of(field))
            .map(([name]) => name)
            .sort();
    return { all: named(() => true), required: named((it) => it.required), plain: named((it) => it.plain) };
}

/** The same as a schema says it. */
function described(properties: Properties, required: readonly string[] = []): unknown {
    const names = Object.keys(properties).sort();
    return {
        all: names,
        required: [...required].sort(),
        plain: names.filter((name) => properties[name]?.plain === true),
    };
}

describe("The schema of the plugin", () => {
    it("is what the code gives (if not: npm run docs)", () => {
        expect(text === pluginSchema()).to.equal(true);
    }).timeout(60_000);

    it("has every public component", () => {
        expect(Object.keys(schema.resources).sort()).to.deep.equal(componentNames().map(token));
        expect(Object.keys(fieldsOf).sort()).to.deep.equal(componentNames());
    });

    for (const [name, fields] of Object.entries(fieldsOf)) {
        it(`has every argument of ${name}, required and plain as it is checked`, () => {
            const { inputProperties = {}, requiredInputs } = schema.resources[token(name)] ?? {};
            expect(described(inputProperties, requiredInputs)).to.deep.equal(expected(fields));
            for (const [argument, { entries }] of Object.entries<Field>(fields)) {
                if (entries?.fields !== undefined) {
                    const reference = inputProperties[argument]?.additionalProperties?.$ref?.replace("#/types/", "");
                    const { properties = {}, required } = schema.types[reference ?? ""] ?? {};
                    expect(described(properties, required)).to.deep.equal(expected(entries.fields));
                }
            }
        });
    }

    it("describes everything in words, without what only TypeScript has", () => {
        const parts = [...Object.values(schema.resources), ...Object.values(schema.types)];
        const all = parts.flatMap((it) => [it.properties, "inputProperties" in it ? it.inputProperties : {}]);
        const texts = all.flatMap((properties) => Object.values(properties).map(({ description = "" }) => description));
        expect(texts.filter((it) => it.length < 10 || /\{@|\[object|\n|fieldStyle/.test(it))).to.deep.equal([]);
    });
});
