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
                { path: [key], message: `is in a namespace that this program does not read; did you mean "${meant}"?` },
            ]);
            expect(unreadNamespaceWarnings([key], known)).to.deep.equal([]);
        });
    }

    const foreign: [key: string, cure: string][] = [
        ["datadog:apiKey", "Remove the keys if no other tool needs them"],
        ["azure:tenantId", 'If you meant that provider, write the namespace "azuread"; else remove the keys'],
        ["aws-native:region", 'If you meant that provider, write the namespace "aws"; else remove the keys'],
        ["constructor:x", "Remove the keys if no other tool needs them"],
        ["__proto__:x", "Remove the keys if no other tool needs them"],
    ];
    for (const [key, cure] of foreign) {
        it(`is a warning where it is another tool's: ${key}`, () => {
            const namespace = key.slice(0, key.indexOf(":"));
            expect(misspelledNamespaceProblems([key], known)).to.deep.equal([]);
            expect(unreadNamespaceWarnings([key], known)).to.deep.equal([
                `this program does not read the configuration namespace "${namespace}" ("${key}"). ${cure}`,
            ]);
        });
    }

    it("is one warning for all keys of a namespace", () => {
        expect(unreadNamespaceWarnings(["a-tool:x", "aws:region", "a-tool:y"], known)).to.deep.equal([
            'this program does not read the configuration namespace "a-tool" ("a-tool:x" and "a-tool:y"). Remove the keys if no other tool needs them',
        ]);
    });
});
