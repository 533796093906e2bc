import { expect } from "chai";
import { findLost } from "../../../tools/cli/lostAnswers";
import { awsTypes, componentTypes, entraTypes } from "../../../tools/deployment/types";

const urn = (type: string, name: string, stack = "dev") =>
    `urn:pulumi:${stack}::shop::${componentTypes.connectSso}$${type}::${name}`;
const role = urn(awsTypes.role, "sso");
const [initial, retired] = ["initial", "2025"].map((name) => urn(entraTypes.signingCertificate, `sso-${name}`));
const component = { urn: "urn", type: componentTypes.connectSso, inputs: { certificates: { initial: {} } } };

describe("What the clouds made and the state lacks", () => {
    const lost = (created: object, ...resources: { urn: string; type: string }[]) => [
        ...findLost(
            { resources },
            { azuread: {}, aws: { created: created as never } },
            { project: "shop", stack: "dev" },
        ),
    ];

    it("is what no resource of the state has the URN of", () => {
        expect(lost({ [role]: { id: "sso" } })).to.deep.equal([[role, "sso"]]);
        expect(lost({ [role]: { id: "sso" } }, { urn: role, type: awsTypes.role })).to.deep.equal([]);
    });

    it("is not another stack's", () => {
        expect(lost({ [urn(awsTypes.role, "sso", "prod")]: { id: "sso" } })).to.deep.equal([]);
    });

    it("is no certificate that was retired", () => {
        const created = { [String(initial)]: { id: "one" }, [String(retired)]: { id: "two" } };
        expect(lost(created, component)).to.deep.equal([[initial, "one"]]);
    });
});
