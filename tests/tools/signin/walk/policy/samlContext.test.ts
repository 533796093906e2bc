import { expect } from "chai";
import { additionalTrustActions, samlRequestContext } from "../../../../../tools/signin/walk/policy/samlContext";
import { samlArgs } from "./samples";

const claims = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims";
const aws = "https://aws.amazon.com/SAML/Attributes";

const sample = {
    "saml:aud": ["https://eu-central-1.signin.aws.amazon.com/saml"],
    "saml:iss": ["https://sts.windows.net/00000000-1111-2222-3333-444444444444/"],
    "saml:sub": ["alice@contoso.example"],
    "saml:sub_type": ["urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"],
    "saml:doc": ["123456789012/entra"],
    "sts:rolesessionname": ["alice@contoso.example"],
};

/** The keys beside `saml:namequalifier`, which has its own test. */
function keysOf(change: Partial<typeof samlArgs>): Record<string, string[]> {
    const { "saml:namequalifier": _, ...context } = samlRequestContext({ ...samlArgs, ...change }).context;
    return context;
}

describe("samlRequestContext", () => {
    it("has the keys that every assertion fills", () => {
        expect(keysOf({})).to.deep.equal(sample);
    });

    it("hashes issuer, account and provider as the API reference does", () => {
        // echo -n https://example.com/saml123456789012/MySAMLIdP | openssl sha1 -binary | base64
        const { context } = samlRequestContext({
            ...samlArgs,
            issuer: "https://example.com/saml",
            samlProviderArn: "arn:aws:iam::123456789012:saml-provider/MySAMLIdP",
        });
        expect(context["saml:namequalifier"]).to.deep.equal(["1uAJanUnBc2XeUkHURMht+xam2c="]);
    });

    it("has the claims that Entra sends by default", () => {
        const attributes = [
            { name: `${claims}/name`, values: ["alice@contoso.example"] },
            { name: `${claims}/givenname`, values: ["Alice"] },
            { name: `${claims}/surname`, values: ["Adams"] },
            { name: `${claims}/emailaddress`, values: ["alice@contoso.example"] },
            { name: "http://schemas.microsoft.com/identity/claims/tenantid", values: ["x"] },
        ];
        expect(keysOf({ attributes })).to.deep.equal({
            ...sample,
            "saml:name": ["alice@contoso.example"],
            "saml:givenname": ["Alice"],
            "saml:surname": ["Adams"],
            "saml:mail": ["alice@contoso.example"],
        });
    });

    const mapped: [string, string][] = [
        ["urn:oid:1.3.6.1.4.1.5923.1.1.1.1", "edupersonaffiliation"],
        ["urn:oid:1.3.6.1.4.1.5923.1.1.1.2", "edupersonnickname"],
        ["urn:oid:1.3.6.1.4.1.5923.1.1.1.3", "edupersonorgdn"],
        ["urn:oid:1.3.6.1.4.1.5923.1.1.1.4", "edupersonorgunitdn"],
        ["urn:oid:1.3.6.1.4.1.5923.1.1.1.5", "edupersonprimaryaffiliation"],
        ["urn:oid:1.3.6.1.4.1.5923.1.1.1.6", "edupersonprincipalname"],
        ["urn:oid:1.3.6.1.4.1.5923.1.1.1.7", "edupersonentitlement"],
        ["urn:oid:1.3.6.1.4.1.5923.1.1.1.8", "edupersonprimaryorgunitdn"],
        ["urn:oid:1.3.6.1.4.1.5923.1.1.1.9", "edupersonscopedaffiliation"],
        ["urn:oid:1.3.6.1.4.1.5923.1.1.1.10", "edupersontargetedid"],
        ["urn:oid:1.3.6.1.4.1.5923.1.1.1.11", "edupersonassurance"],
        ["urn:oid:1.3.6.1.4.1.5923.1.2.1.2", "eduorghomepageuri"],
        ["urn:oid:1.3.6.1.4.1.5923.1.2.1.3", "eduorgidentityauthnpolicyuri"],
        ["urn:oid:1.3.6.1.4.1.5923.1.2.1.4", "eduorglegalname"],
        ["urn:oid:1.3.6.1.4.1.5923.1.2.1.5", "eduorgsuperioruri"],
        ["urn:oid:1.3.6.1.4.1.5923.1.2.1.6", "eduorgwhitepagesuri"],
        ["http://schemas.xmlsoap.org/claims/CommonName", "commonname"],
        ["2.5.4.4", "surname"],
        ["2.4.5.42", "givenname"],
        ["2.5.4.45", "x500uniqueidentifier"],
        ["0.9.2342.19200300100.1.1", "uid"],
        ["0.9.2342.19200300100.1.3", "mail"],
        ["0.9.2342.19200300.100.1.45", "organizationstatus"],
    ];
    for (const [name, key] of mapped) {
        it(`fills saml:${key} from ${name}`, () => {
            const attributes = [{ name, values: ["a", "b"] }];
            expect(keysOf({ attributes })).to.deep.equal({ ...sample, [`saml:${key}`]: ["a", "b"] });
        });
    }

    const doubtful: [string, Partial<typeof samlArgs>, string[]][] = [
        [
            "another format of SAML 2.0",
            { nameIdFormat: "urn:oasis:names:tc:SAML:2.0:nameid-format:entity" },
            ["saml:sub_type"],
        ],
        ["no format", { nameIdFormat: undefined }, ["saml:sub_type"]],
        ["a provider's ARN that is none", { samlProviderArn: "entra" }, ["saml:doc", "saml:namequalifier"]],
        [
            "two attributes for one key",
            {
                attributes: [
                    { name: `${claims}/surname`, values: ["a"] },
                    { name: "2.5.4.4", values: ["b"] },
                ],
            },
            ["saml:surname"],
        ],
        [
            "an attribute that AWS lists with another key",
            {
                attributes: [
                    {
                        name: "http://schemas.microsoft.com/ws/2008/06/identity/claims/primarygroupsid",
                        values: ["S-1"],
                    },
                ],
            },
            ["saml:uid", "saml:primarygroupsid"],
        ],
        [
            "an identifier that AWS's table misprints",
            { attributes: [{ name: "2.5.4.42", values: ["Alice"] }] },
            ["saml:givenname"],
        ],
    ];
    for (const [about, change, keys] of doubtful) {
        it(`does not model ${keys.join(" and ")} with ${about}`, () => {
            const usual = samlRequestContext(samlArgs);
            const { context, modelledKeys } = samlRequestContext({ ...samlArgs, ...change });
            expect([...usual.modelledKeys].filter((key) => !modelledKeys.has(key))).to.have.members(keys);
            expect(Object.keys(context).filter((key) => keys.includes(key))).to.deep.equal([]);
        });
    }

    const formats: [string, string][] = [
        ["urn:oasis:names:tc:SAML:2.0:nameid-format:persistent", "persistent"],
        ["urn:oasis:names:tc:SAML:2.0:nameid-format:transient", "transient"],
        [
            "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified",
            "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified",
        ],
    ];
    for (const [nameIdFormat, expected] of formats) {
        it(`has ${expected} as saml:sub_type for ${nameIdFormat}`, () => {
            expect(keysOf({ nameIdFormat })["saml:sub_type"]).to.deep.equal([expected]);
        });
    }

    it("models keys that are absent", () => {
        const { context, modelledKeys } = samlRequestContext({ ...samlArgs, nameId: undefined });
        const absent = ["saml:sub", "saml:mail", "sts:sourceidentity", "sts:transitivetagkeys", "aws:tagkeys"];
        expect(absent.filter((key) => !modelledKeys.has(key) || key in context)).to.deep.equal([]);
        expect(modelledKeys.has("aws:requesttag/")).to.equal(true);
    });

    it("has source identity and session tags", () => {
        const attributes = [
            { name: `${aws}/SourceIdentity`, values: ["alice"] },
            { name: `${aws}/PrincipalTag:Team`, values: ["support"] },
            { name: `${aws}/PrincipalTag:CostCenter`, values: ["7"] },
            { name: `${aws}/TransitiveTagKeys`, values: ["Team", "CostCenter"] },
        ];
        expect(keysOf({ attributes })).to.deep.equal({
            ...sample,
            "sts:sourceidentity": ["alice"],
            "aws:tagkeys": ["Team", "CostCenter"],
            "aws:requesttag/team": ["support"],
            "aws:requesttag/costcenter": ["7"],
            "sts:transitivetagkeys": ["Team", "CostCenter"],
        });
        expect(additionalTrustActions(attributes)).to.deep.equal(["sts:TagSession", "sts:SetSourceIdentity"]);
    });

    it("keeps the values of tags apart that differ in upper and lower case only", () => {
        const attributes = ["Team", "team"].map((tag) => ({ name: `${aws}/PrincipalTag:${tag}`, values: [tag] }));
        expect(keysOf({ attributes })["aws:requesttag/team"]).to.deep.equal(["Team", "team"]);
    });
});

describe("additionalTrustActions", () => {
    it("needs nothing more for the attributes of an ordinary sign-in", () => {
        const attributes = ["Role", "RoleSessionName", "SessionDuration"].map((name) => ({
            name: `${aws}/${name}`,
            values: ["x"],
        }));
        expect(additionalTrustActions(attributes)).to.deep.equal([]);
    });
});
