import { expect } from "chai";
import {
    activateCertificateCommand,
    entraCloud,
    entraEntityId,
    entraEnvironments,
    entraSingleSignOnUrl,
    environmentProblem,
    findAssignmentCommand,
    signInUrl,
} from "../../rules/entra";
import { accepts, refuses } from "../helpers/problems";

const tenantId = "AAAABBBB-0000-CCCC-1111-DDDD2222EEEE";
const clientId = "00001111-aaaa-2222-bbbb-3333cccc4444";

describe("entraCloud", () => {
    it("has an issuer and three hosts for each environment", () => {
        expect(Object.values(entraEnvironments).map(entraCloud)).to.deep.equal([
            {
                loginHost: "login.microsoftonline.com",
                graphUrl: "https://graph.microsoft.com",
                myAppsUrl: "https://myapps.microsoft.com",
                issuerBase: "https://sts.windows.net/",
            },
            {
                loginHost: "login.microsoftonline.us",
                graphUrl: "https://graph.microsoft.us",
                myAppsUrl: "https://myapps.microsoft.us",
                issuerBase: "https://sts.windows.net/",
            },
            {
                loginHost: "login.partner.microsoftonline.cn",
                graphUrl: "https://microsoftgraph.chinacloudapi.cn",
                myAppsUrl: "https://myapps.windowsazure.cn",
                issuerBase: "https://sts.chinacloudapi.cn/",
            },
        ]);
    });

    it("takes azuread's other spellings", () => {
        expect(entraCloud("public")).to.deep.equal(entraCloud("global"));
        expect(entraCloud("USGovernmentL4")).to.deep.equal(entraCloud("usgovernment"));
        expect(entraCloud("dod")).to.deep.equal({
            ...entraCloud("usgovernment"),
            graphUrl: "https://dod-graph.microsoft.us",
        });
        expect(entraCloud("usgovernmentl5")).to.deep.equal(entraCloud("dod"));
    });

    it("refuses a cloud it does not know", () => {
        expect(() => entraCloud("germany")).to.throw(
            RangeError,
            'the Entra environment must be "global", "usgovernment" (also "usgovernmentl5") or "china", got "germany"',
        );
    });
});

describe("environmentProblem", () => {
    const rule = 'must be "global", "usgovernment" (also "usgovernmentl5") or "china"';
    accepts(environmentProblem, ["global", "Public", "usgovernment", "usgovernmentl5", "dod", "china"]);
    refuses(environmentProblem, [
        [undefined, `${rule}, got nothing`],
        ["goverment", `${rule}, got "goverment"; write "usgovernment"`],
        ["__proto__", `${rule}, got "__proto__"`],
    ]);
});

describe("addresses of a directory", () => {
    it("have the tenant in lower case, as Entra issues it", () => {
        expect([entraEntityId(tenantId, "global"), entraSingleSignOnUrl(tenantId, "global")]).to.deep.equal([
            "https://sts.windows.net/aaaabbbb-0000-cccc-1111-dddd2222eeee/",
            "https://login.microsoftonline.com/aaaabbbb-0000-cccc-1111-dddd2222eeee/saml2",
        ]);
    });

    it("differ by cloud", () => {
        expect([entraEntityId(tenantId, "china"), entraSingleSignOnUrl(tenantId, "usgovernment")]).to.deep.equal([
            "https://sts.chinacloudapi.cn/aaaabbbb-0000-cccc-1111-dddd2222eeee/",
            "https://login.microsoftonline.us/aaaabbbb-0000-cccc-1111-dddd2222eeee/saml2",
        ]);
    });
});

describe("signInUrl", () => {
    it("is Entra's User access URL", () => {
        expect(signInUrl({ clientId, tenantId, environment: "global" })).to.equal(
            `https://myapps.microsoft.com/signin/${clientId}?tenantId=${tenantId}`,
        );
    });
});

describe("findAssignmentCommand", () => {
    it("asks Graph for the principal's assignments to one application, and prints the id of the one of the role", () => {
        expect(
            findAssignmentCommand({
                principal: "groups",
                principalObjectId: clientId,
                servicePrincipalObjectId: tenantId,
                appRoleId: "AAAA",
                environment: "usgovernment",
            }),
        ).to.equal(
            `az rest --url 'https://graph.microsoft.us/v1.0/groups/${clientId}/appRoleAssignments?$filter=resourceId%20eq%20${tenantId}' ` +
                `--query "value[?appRoleId=='aaaa'].id" --output tsv`,
        );
    });
});

describe("activateCertificateCommand", () => {
    it("is one az command that can be pasted into a shell", () => {
        expect(
            activateCertificateCommand({
                servicePrincipalObjectId: clientId,
                thumbprint: "0123456789ABCDEF0123456789ABCDEF01234567",
                environment: "global",
            }),
        ).to.equal(
            `az rest --method PATCH --url https://graph.microsoft.com/v1.0/servicePrincipals/${clientId} --headers Content-Type=application/json --body '{"preferredTokenSigningKeyThumbprint":"0123456789ABCDEF0123456789ABCDEF01234567"}'`,
        );
    });

    it("goes to the cloud's own Graph", () => {
        expect(
            activateCertificateCommand({ servicePrincipalObjectId: clientId, thumbprint: "AB", environment: "china" }),
        ).to.include(" --url https://microsoftgraph.chinacloudapi.cn/v1.0/servicePrincipals/");
    });
});
