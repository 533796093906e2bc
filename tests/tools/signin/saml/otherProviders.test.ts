import { expect } from "chai";
import { worldCertificate } from "../../../helpers/world";
import { accepted, base64, post } from "../hostile/attempt";
import {
    adfsResponse,
    assertion,
    entraResponse,
    inclusive,
    keycloakResponse,
    type Layout,
    oktaResponse,
    response,
    shibbolethResponse,
    signLayout,
} from "./layouts";

const more = "http://www.w3.org/2001/04/xmldsig-more#";
const onResponse = ["a signature on the response alone is enough"];

const layouts: Record<string, Layout & { assumed?: string[] }> = {
    "Entra, assertion signed": { xml: entraResponse, signed: [assertion] },
    "Entra, response signed": { xml: entraResponse, signed: [response], assumed: onResponse },
    "Entra, response and assertion signed": { xml: entraResponse, signed: [assertion, response] },
    "Okta, response and assertion signed": {
        ...{ xml: oktaResponse, signed: [assertion, response], prefix: "ds", prefixList: ["xs"] },
    },
    "Keycloak, assertion signed": { xml: keycloakResponse, signed: [assertion], prefix: "dsig" },
    "Keycloak, response and assertion signed": {
        ...{ xml: keycloakResponse, signed: [assertion, response], prefix: "dsig" },
    },
    "Shibboleth, types declared on the response": {
        ...{ xml: shibbolethResponse, signed: [assertion], prefix: "ds", prefixList: ["xs", "xsi"] },
    },
    "Shibboleth, response signed": {
        ...{ xml: shibbolethResponse, signed: [response], prefix: "ds", prefixList: ["xs"], assumed: onResponse },
    },
    "ADFS, assertion signed": { xml: adfsResponse, signed: [assertion], prefix: "ds" },
    "ADFS, response and assertion signed": { xml: adfsResponse, signed: [assertion, response], prefix: "ds" },
    "inclusive canonicalization, assertion signed": {
        ...{ xml: shibbolethResponse, signed: [assertion], prefix: "ds", canonicalization: inclusive },
    },
    "inclusive canonicalization, response and assertion signed": {
        ...{ xml: keycloakResponse, signed: [assertion, response], canonicalization: inclusive },
    },
    "inclusive canonicalization with default namespaces that shadow each other": {
        ...{ xml: adfsResponse, signed: [assertion], prefix: "ds", canonicalization: inclusive },
    },
    "RSA-SHA512 with a digest of SHA-512": {
        ...{ xml: entraResponse, signed: [assertion] },
        ...{ algorithm: `${more}rsa-sha512`, digest: "http://www.w3.org/2001/04/xmlenc#sha512" },
    },
};

describe("A response in the layout of another identity provider is accepted", () => {
    for (const [title, { assumed = [], ...layout }] of Object.entries(layouts)) {
        it(title, async () => {
            const xml = signLayout(layout, await worldCertificate());
            expect(await post(base64(xml))).to.deep.equal({ ...accepted, assumed });
        });
    }
});
