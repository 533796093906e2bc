import { UnknownValueError, unknownCheckingProxy } from "@pulumi/policy";
import { expect } from "chai";
import { policies, policyRules } from "../../policy/index";
import type { Policy } from "../../policy/toPolicy";
import { isPartlyUnknown, plainProperties, unknown } from "../../policy/values";
import { urnOf } from "../helpers/policy";

const text = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const list = "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2";

type Reported = string | { message: string; enforcementLevel: string };
type Run = (args: object, report: (what: Reported, urn?: string) => void) => void;
const options = { protect: false, ignoreChanges: [] };

/** What a policy reports of a resource before it is created, and then of the stack. */
function run(policy: Policy, type: string, props: object, config: object = {}) {
    const reported: [Reported, string?][] = [];
    const report = (...what: [Reported, string?]) => reported.push(what);
    const resource = { urn: urnOf(type, "it"), type, name: "it", props: unknownCheckingProxy(props), opts: options };
    (policy.validateResource as unknown as Run)({ ...resource, getConfig: () => config }, report);
    const whole = { ...resource, dependencies: [], propertyDependencies: {} };
    (policy.validateStack as unknown as Run)({ resources: [whole], getConfig: () => config }, report);
    return reported;
}

const policyOf = (id: string) => policies(id)[0] as Policy;
function reportOfUnchecked(): Reported[] {
    const reported: Reported[] = [];
    (policies().at(-1) as unknown as { validateStack: Run }).validateStack({}, (what) => reported.push(what));
    return reported;
}

describe("plainProperties", () => {
    it("reads what the engine sends, unknown values too, without its own marks", () => {
        const sent = unknownCheckingProxy({ a: text, b: ["x", text, { c: list, d: null }], __defaults: ["a"], e: 1 });
        expect(() => sent.a).to.throw(UnknownValueError);
        const plain = plainProperties(sent);
        expect(plain).to.deep.equal({ a: unknown, b: ["x", unknown, { c: unknown, d: null }], e: 1 });
        expect(Object.values(plain).map(isPartlyUnknown)).to.deep.equal([true, true, false]);
    });

    it("does not swallow another error", () => {
        const broken = Object.defineProperty({}, "a", {
            enumerable: true,
            get: () => {
                throw new RangeError("no");
            },
        });
        expect(() => plainProperties(broken)).to.throw(RangeError, "no");
    });
});

describe("A rule as a policy", () => {
    const aws = "aws:iam/role:Role";
    const trust = JSON.stringify({
        Statement: { Effect: "Allow", Action: "sts:AssumeRoleWithSAML", Principal: { Federated: "x" } },
    });

    it("reports what is wrong with a resource before it is created, and no second time at the end", () => {
        const reported = run(policyOf("trust-audience"), aws, { assumeRolePolicy: trust });
        expect(reported.map(([what, urn]) => [String(what).slice(0, 46), urn])).to.deep.equal([
            ["assumeRolePolicy: the condition SAML:aud is mi", undefined],
        ]);
    });

    it("reports what is wrong in the stack at the resource, by what the program wrote", () => {
        const inputs = { name: "it-1a2b3c4", instanceId: text };
        expect(run(policyOf("user-names"), "aws:connect/user:User", inputs).map(([, urn]) => urn)).to.deep.equal([
            urnOf("aws:connect/user:User", "it"),
        ]);
    });

    it("lists at the end what was not known, once for a value, and never as mandatory", () => {
        const inputs = { samlMetadataDocument: text };
        expect(run(policyOf("metadata-certificates"), "aws:iam/samlProvider:SamlProvider", inputs)).to.deep.equal([]);
        expect(reportOfUnchecked()).to.deep.equal([
            {
                message:
                    "No violation is known here, and none is excluded:\n" +
                    'SamlProvider "it": samlMetadataDocument is known only after the deployment (metadata-certificates)',
                enforcementLevel: "advisory",
            },
        ]);
        expect(reportOfUnchecked()).to.deep.equal([]);
    });

    it("takes its parameters' defaults, and refuses one that it does not have", () => {
        expect(run(policyOf("certificate-horizon"), aws, {})).to.deep.equal([]);
        expect(() => run(policyOf("certificate-horizon"), aws, {}, { day: 30 })).to.throw(
            'the rule certificate-horizon has "days", got "day"; write "days" in the file of --policy-pack-config',
        );
        expect(() => run(policyOf("protection"), aws, {}, { days: 30 })).to.throw(
            'the rule protection has no parameters, got "days"; remove it in the file of --policy-pack-config',
        );
    });
});

describe("policies", () => {
    it("are all rules and what could not be checked, or those with the given ids", () => {
        const names = (...ids: string[]) => policies(...ids).map(({ name }) => name);
        expect(names()).to.deep.equal([...policyRules.map(({ id }) => id), "not-checked"]);
        expect(new Set(names()).size).to.equal(names().length);
        expect(names("protection", "user-names")).to.deep.equal(["protection", "user-names", "not-checked"]);
        expect(() => names("protetcion")).to.throw(
            RangeError,
            'no rule has the id "protetcion"; there are federation-token-scope, ',
        );
    });
});
