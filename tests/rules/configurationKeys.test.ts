import { expect } from "chai";
import { misspelledNamespaceProblems, unreadNamespaceWarnings } from "../../rules/configurationKeys";

const known = ["connect-entra-sso", "aws", "azuread", "pulumi"];

describe("a configuration key in a namespace that nothing reads", () => {
    const misspelled: [key: string, meant: string][] = [
        ["conect-entra-sso:users", "connect-entra-sso:users"],
        ["connect_entra_sso:users", "connect-entra-sso:users"],
        ["Connect-Entra-SSO:users", "connect-entra-sso:users"],
        ["AWS:region", "aws:region"],
        ["azureAD:tenantId", "azuread:tenantId"],
        ["azuraed:tenantId", "azuread:tenantId"],
        ["pulmi:tags", "pulumi:tags"],
    ];
    for (const [key, meant] of misspelled) {
        it(`is an error where it resembles one of ours: ${key}`, () => {
            expect(misspelledNamespaceProblems([key, "aws:region"], known)).to.deep.equal([
                { path: [key], message: `is in a namespace that nothing reads; did you mean "${meant}"?` },
            ]);
            expect(unreadNamespaceWarnings([key], known)).to.deep.equal([]);
        });
    }

    const foreign: [key: string, cure: string][] = [
        ["datadog:apiKey", "remove the keys if no other tool needs them"],
        [
            "azure:tenantId",
            'this program uses the namespace "azuread"; write it if you meant that provider, or remove the keys',
        ],
        [
            "aws-native:region",
            'this program uses the namespace "aws"; write it if you meant that provider, or remove the keys',
        ],
        ["constructor:x", "remove the keys if no other tool needs them"],
        ["__proto__:x", "remove the keys if no other tool needs them"],
    ];
    for (const [key, cure] of foreign) {
        it(`is a warning where it is another tool's: ${key}`, () => {
            const namespace = key.slice(0, key.indexOf(":"));
            expect(misspelledNamespaceProblems([key], known)).to.deep.equal([]);
            expect(unreadNamespaceWarnings([key], known)).to.deep.equal([
                `nothing in this program reads the configuration namespace "${namespace}" ("${key}"); ${cure}`,
            ]);
        });
    }

    it("is one warning for all keys of a namespace", () => {
        expect(unreadNamespaceWarnings(["a-tool:x", "aws:region", "a-tool:y"], known)).to.deep.equal([
            'nothing in this program reads the configuration namespace "a-tool" ("a-tool:x" and "a-tool:y"); remove the keys if no other tool needs them',
        ]);
    });
});
