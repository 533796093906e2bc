import { expect } from "chai";
import { readDeployments } from "../../../tools/deployment/readDeployment";
import { rehearsed } from "../review/rehearsed";

describe("What the configuration says of certificates", () => {
    it("is read from the ConnectSso around the application, whose EntraSamlApp registers none of it", () => {
        const { export2: exported } = rehearsed().exports;
        const sso = exported.deployment.resources.find(({ type }) => type === "connect-entra-sso:index:ConnectSso");
        Object.assign(sso?.inputs ?? {}, { retiredCertificates: ["2025"] });
        const { applications } = readDeployments([{ exported, source: "the stack prod" }], {});
        expect(
            applications.map(({ servicePrincipal }) => [
                servicePrincipal?.signingCertificate,
                servicePrincipal?.retiredCertificates,
            ]),
        ).to.deep.equal([["2026", ["2025"]]]);
    });
});
