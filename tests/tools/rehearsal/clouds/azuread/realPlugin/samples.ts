/** Values to ask both plugins about: for each property what it takes, what it does not, and what is at the edge. */
import { azureadCloud } from "../../../../../../tools/rehearsal/clouds/azuread";
import type {
    Properties,
    Property,
    Value,
    Values,
} from "../../../../../../tools/rehearsal/clouds/provider/resourceType";
import { UNKNOWN } from "../../provider/client";
import { AWS_IDENTIFIER, caller, NOBODY } from "../entra";

/** What a question is about, as a list of differences names it. */
export interface Sample {
    token: string;
    what: string;
    inputs: Values;
}

const address = "https://contoso.example/saml";

const values: Record<Property["kind"], Value[]> = {
    string: ["", "x", "x y", "x".repeat(1025), NOBODY, address, "alice@contoso.example", 5, true, ["x"], { x: "y" }],
    json: ["", "{}", "{", { x: 1 }, 5],
    number: [0, 1, 2, -1, 1.5, "2", "x", true],
    integer: [0, 1, 2, -1, 1.5, "2", "x", true],
    boolean: [true, false, "true", "yes", 1, ["x"]],
    list: [[], [""], ["x"], [NOBODY], [caller], [address], ["a", "b"], ["a", "a"], "x", [5], Array(257).fill(address)],
    set: [[], [""], ["x"], [NOBODY], [caller], [address], ["a", "b"], ["a", "a"], "x", [5], Array(257).fill(address)],
    map: [{}, { x: "y" }, { x: 5 }, "x", ["x"]],
    object: [{}, { unknownKey: "x" }, "x", [{}]],
};

/** One property at a time: its values, within an object or a list of objects those of each of theirs, and one not known yet. */
function valuesOf(property: Property): Value[] {
    const inner = property.properties ?? property.items?.properties ?? {};
    const wrap = (value: Values): Value => (property.items === undefined ? value : [value]);
    const within = Object.entries(inner).flatMap(([name, each]) =>
        valuesOf(each).map((value) => wrap({ [name]: value })),
    );
    return [...values[property.kind], ...within, UNKNOWN];
}

const show = (value: Value) => {
    const text = JSON.stringify(value);
    return text.length > 60 ? `${text.slice(0, 40)}… (${text.length} characters)` : text;
};

/** The base, then it with each property changed, left out, and each two that exclude one another given. */
export function variants(token: string, base: Values, properties: Properties): Sample[] {
    const sample = (what: string, inputs: Values): Sample => ({ token, what, inputs });
    const single = Object.entries(properties).flatMap(([name, property]) => [
        ...valuesOf(property).map((value) => sample(`${name}: ${show(value)}`, { ...base, [name]: value })),
        ...(name in base ? [sample(`without ${name}`, without(base, name))] : []),
    ]);
    const pairs = Object.entries(properties).flatMap(([name, property]) =>
        (property.conflictsWith ?? []).map((other) => {
            const first = firstOf(property);
            const second = firstOf(properties[other]);
            return sample(`${name} beside ${other}`, { ...base, [name]: first, [other]: second });
        }),
    );
    return [sample("base", base), ...single, ...pairs, sample("an unknown key", { ...base, unknownKey: "x" })];
}

function firstOf(property: Property | undefined): Value {
    return property === undefined ? "x" : (values[property.kind].find((value) => show(value).length > 2) ?? "x");
}

function without(inputs: Values, name: string): Values {
    const { [name]: _, ...rest } = inputs;
    return rest;
}

/** Inputs of each type that a check needs no directory for. */
const bases: Record<string, Values> = {
    Application: { displayName: "Contact centre" },
    ApplicationIdentifierUri: { applicationId: `/applications/${NOBODY}`, identifierUri: AWS_IDENTIFIER },
    AppRoleAssignment: { appRoleId: NOBODY, principalObjectId: NOBODY, resourceObjectId: NOBODY },
    ClaimsMappingPolicy: { definitions: ["{}"], displayName: "claims" },
    ServicePrincipalClaimsMappingPolicyAssignment: {
        claimsMappingPolicyId: `/policies/claimsMappingPolicies/${NOBODY}`,
        servicePrincipalId: `/servicePrincipals/${NOBODY}`,
    },
    Group: { displayName: "Agents", securityEnabled: true },
    GroupMember: { groupObjectId: `/groups/${NOBODY}`, memberObjectId: NOBODY },
    ServicePrincipal: { clientId: NOBODY },
    ServicePrincipalTokenSigningCertificate: { servicePrincipalId: `/servicePrincipals/${NOBODY}` },
};

export function checkSamples(): Sample[] {
    return azureadCloud.types.flatMap(({ token, properties }) => {
        const base = bases[token.split(":").at(-1) ?? ""];
        if (base === undefined) {
            throw new Error(`no inputs for ${token}`);
        }
        return variants(token, base, properties);
    });
}

/** Look-ups of what the directory file holds and of what it does not. */
export function lookUpSamples(known: readonly string[]): Sample[] {
    return azureadCloud.lookUps.flatMap(({ token, arguments: properties }) => [
        { token, what: "nothing", inputs: {} },
        ...Object.entries(properties).flatMap(([name, property]) => {
            const list = property.kind === "list" || property.kind === "set";
            const texts = [...known, ...known.map((value) => value.toUpperCase())];
            const given = property.kind === "boolean" ? [true, false] : list ? texts.map((value) => [value]) : texts;
            return [...given, ...valuesOf(property)].map((value) => ({
                token,
                what: `${name}: ${show(value)}`,
                inputs: { [name]: value },
            }));
        }),
    ]);
}
