import { expect } from "chai";
import { defenderHostIn, isDefenderHost, withoutDefender } from "../../../tools/signin/defenderHosts";

const proxied: [host: string, behind: string][] = [
    ["signin.aws.amazon.com.us2.mcas.ms", "signin.aws.amazon.com.us2"],
    ["signin.aws.amazon.com.us3.CAS.ms", "signin.aws.amazon.com.us3"],
    ["signin.amazonaws-us-gov.com.mcas-gov.us", "signin.amazonaws-us-gov.com"],
    ["signin.amazonaws-us-gov.com.mcas-gov.ms", "signin.amazonaws-us-gov.com"],
];
const others = ["signin.aws.amazon.com", "mcas.ms.contoso.example", "broadcas.ms", "mcas.ms", ""];

describe("A host of Defender's proxy", () => {
    for (const [host, behind] of proxied) {
        it(`is known by its end: ${host}`, () => {
            expect([isDefenderHost(host), withoutDefender(host)]).to.deep.equal([true, behind]);
            expect(defenderHostIn(`It says https://${host}/saml, and stops.`)).to.equal(host);
        });
    }

    for (const host of others) {
        it(`is not taken for one: ${JSON.stringify(host)}`, () => {
            expect([isDefenderHost(host), withoutDefender(host)]).to.deep.equal([false, host]);
        });
    }

    it("is found in a text of any length, in no time", () => {
        const filler = "a".repeat(2_000_000);
        expect(defenderHostIn(`${filler}.mcas.ms ${filler}`)).to.have.lengthOf(208);
        expect(defenderHostIn(filler)).to.equal(undefined);
    });
});
