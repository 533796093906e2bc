import { expect } from "chai";
import { EntraSamlApp, EntraSigningCertificate } from "../../components/index";
import { makeCertificate, type TestCertificate } from "../helpers/certificates";
import { deploy, failureOf, find, unknown } from "../helpers/cloud";
import type { CloudFacts } from "../helpers/cloudAnswers";

const type = "connect-entra-sso:index:EntraSigningCertificate";

describe("EntraSigningCertificate", () => {
    let certificate: TestCertificate;
    before(async () => {
        certificate = await makeCertificate();
    });

    /** With an application of its own, after something else of the program. */
    const deployed = (signingCertificate: string, facts: CloudFacts = {}) =>
        deploy(
            () => {
                const wiki = new EntraSamlApp("wiki", {
                    displayName: "Wiki",
                    identifier: "https://wiki.contoso.example",
                    replyUrl: "https://wiki.contoso.example/acs",
                });
                const { certificates, servicePrincipalObjectId } = wiki;
                return new EntraSigningCertificate(
                    "wiki",
                    { signingCertificate, certificates, servicePrincipalObjectId },
                    { dependsOn: [wiki] },
                );
            },
            { certificate, ...facts },
        );

    it("registers the thumbprint, so that a preview shows a switch, and waits for what trusts it", async () => {
        const deployment = await deployed("initial");
        const { inputs, dependencies, options, outputs } = find(deployment, type, "wiki");
        expect([inputs, options, outputs, deployment.result.thumbprint]).to.deep.equal([
            { signingCertificate: "initial", thumbprint: certificate.thumbprint },
            { ignoreChanges: ["activatedAt"] },
            { thumbprint: certificate.thumbprint, notChecked: [] },
            certificate.thumbprint,
        ]);
        expect(dependencies).to.include("ApplicationIdentifierUri wiki");
    });

    it("says in a preview of a new application what it can't check yet", async () => {
        const { result } = await deployed("initial", { preview: true });
        expect(result).to.deep.equal({
            thumbprint: unknown,
            notChecked: ["certificates", "servicePrincipalObjectId"].map(
                (name) => `Whether ${name} is valid: it is not known before deployment.`,
            ),
        });
    });

    it("refuses a name that the application does not have", async () => {
        expect(failureOf(await deployed("2027"))).to.equal(
            'EntraSigningCertificate "wiki" can\'t be deployed:\n  - signingCertificate must be one of certificates ("initial"), got "2027"',
        );
    });
});
