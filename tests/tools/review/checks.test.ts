import { expect } from "chai";
import { rehearsed, reviewOf } from "./rehearsed";

/** As pulumi/pulumi prints it (pkg/backend/display, `printPolicies`), in colour and without. */
const policies = (colour: (name: string) => string) => `Previewing update (prod):
     Type                 Name  Plan       Info
 ~   └─ aws:iam:Role      sso   update     [diff: ~maxSessionDuration]

Policies:
    ❌ ${colour("31")}connect-sso@v1.0.0${colour("0")} (local: policy)
        - [remediate]  add-tags  (2 resources)
        - ${colour("31")}[mandatory]  no-wildcards${colour("0")}  (aws:iam/role:Role: sso)
          Trust nobody but the provider.
          Write its ARN.
        - ${colour("33")}[advisory] [severity: low]  short-sessions${colour("0")}  (aws:iam:Role: sso (other))
          Sessions should end after 8 hours.
        - [mandatory]  whole-stack
          Two people must approve.
    ✅ other@v2.0.0

Resources:
    ~ 1 to update
`;

const violations = [
    {
        id: "policyViolation",
        text: "no-wildcards: Trust nobody but the provider.\nWrite its ARN.",
        name: "sso",
        isMandatory: true,
    },
    { id: "policyViolation", text: "whole-stack: Two people must approve.", isMandatory: true },
    {
        id: "policyViolation",
        text: "short-sessions: Sessions should end after 8 hours.",
        name: "sso (other)",
        isMandatory: false,
    },
];

describe("Checks in a review", () => {
    const forms: [string, string][] = [
        ["plain", policies(() => "")],
        ["coloured", policies((code) => `\u001b[${code}m`)],
        ["with Pulumi's own marks", policies((code) => (code === "0" ? "<{%reset%}>" : "<{%fg 1%}>"))],
        ["of another system", policies(() => "").replaceAll("\n", "\r\n")],
    ];
    for (const [form, previewText] of forms) {
        it(`have the violations of policies from the text of a preview, ${form}`, () => {
            const { verdict, reasons, checks } = reviewOf("add", { previewText });
            expect({ verdict, reasons, checks }).to.deep.equal({
                verdict: "refused",
                reasons: [{ kind: "policy", count: 2 }],
                checks: violations,
            });
        });
    }

    it("have the violations of policies from events", () => {
        const event = (level: string) => ({
            policyEvent: {
                resourceUrn: "urn:pulumi:prod::p::aws:iam/role:Role::sso",
                message: "<{%fg 1%}>Sessions should end after 8 hours.<{%reset%}>\n",
                policyName: "short-sessions",
                enforcementLevel: level,
            },
        });
        const preview = [event("advisory"), event("remediate"), { summaryEvent: { resourceChanges: {} } }];
        const { verdict, reasons, checks } = reviewOf("add", { preview });
        expect({ verdict, reasons, checks }).to.deep.equal({
            verdict: "lookAtThis",
            reasons: [{ kind: "policy", count: 1 }],
            checks: [
                {
                    id: "policyViolation",
                    text: "short-sessions: Sessions should end after 8 hours.",
                    name: "sso",
                    isMandatory: false,
                },
            ],
        });
    });

    it("have the violations in the engine's event log, each of its resource, and what was not checked", () => {
        const event = (policyName: string, name: string, message: string, enforcementLevel = "advisory") => ({
            policyEvent: { resourceUrn: `urn:pulumi:prod::p::a:b:C::${name}`, policyName, message, enforcementLevel },
        });
        const log = [
            event("protection", "one", "Protect it.\nwrite protect: true\n"),
            event("protection", "two", "Protect it.\nwrite protect: true\n"),
            event("user-names", "bob", "Name it.", "mandatory"),
            event("not-checked", "p-prod", 'None is known:\nRole "a": x is unknown (r)\nRole "b": y is unknown (r)\n'),
        ];
        const preview = {
            steps: [],
            changeSummary: {},
            diagnostics: [{ severity: "error", message: "error: preview failed\n" }],
        };
        const eventLog = log.map((one) => JSON.stringify(one)).join("\n");
        const { verdict, reasons, checks } = reviewOf("add", { preview, eventLog });
        const protect = {
            id: "policyViolation",
            text: "protection: Protect it.\nwrite protect: true",
            isMandatory: false,
        };
        expect({ verdict, reasons, checks }).to.deep.equal({
            verdict: "refused",
            reasons: [{ kind: "policy", count: 1 }],
            checks: [
                { id: "policyViolation", text: "user-names: Name it.", name: "bob", isMandatory: true },
                { ...protect, name: "one" },
                { ...protect, name: "two" },
                { id: "notChecked", text: 'Role "a": x is unknown (r)' },
                { id: "notChecked", text: 'Role "b": y is unknown (r)' },
            ],
        });
    });

    const messages: { title: string; diagnostics: object[]; checks: object[]; verdict: string }[] = [
        {
            title: "a refusal once, without colours, prefixes and the engine's own last word",
            diagnostics: [
                {
                    severity: "error",
                    message:
                        '<{%fg 1%}>error: Preview failed: before hook "x lock-outs" failed: <{%reset%}>users is empty\n',
                },
                { severity: "error", message: "error: users is empty\n" },
                { severity: "error", message: "error: preview failed\n" },
            ],
            checks: [{ id: "refusal", text: "users is empty" }],
            verdict: "refused",
        },
        {
            title: "a refusal without the resource that ends the run for it",
            diagnostics: [
                { severity: "error", message: "error: users is empty\n" },
                {
                    severity: "error",
                    message: 'error: before hook "connect-entra-sso checks" failed: see the other errors\n',
                    urn: "urn:pulumi:dev::sso::connect-entra-sso:index:Refusal::refused",
                },
            ],
            checks: [{ id: "refusal", text: "users is empty" }],
            verdict: "refused",
        },
        {
            title: "the engine's last word where it is the only one",
            diagnostics: [{ severity: "error", message: "error: preview failed\n" }],
            checks: [{ id: "refusal", text: "preview failed" }],
            verdict: "refused",
        },
        {
            title: "no stack trace",
            diagnostics: [
                {
                    severity: "error",
                    message:
                        "Running program '/home/x/index.ts' failed with an unhandled exception:\nTypeError: a is not a function\n    at Object.<anonymous> (/home/x/index.ts:3:1)\n    at node:internal/main/run_main_module:28:49\n",
                },
            ],
            checks: [{ id: "refusal", text: "TypeError: a is not a function" }],
            verdict: "refused",
        },
        {
            title: "what a policy pack can't be configured by, without what the engine puts before it",
            diagnostics: [
                {
                    severity: "error",
                    message:
                        "Error validating resource with policy 'session-length' from policy pack 'ours@v0.1.0':\nError: the rule session-length has \"longestSeconds\", got \"hours\"\n    at parametersOf (/x/toPolicy.ts:2:2812)\n    at fulfilled (/x/server.js:18:58)",
                },
            ],
            checks: [{ id: "refusal", text: 'the rule session-length has "longestSeconds", got "hours"' }],
            verdict: "refused",
        },
        {
            title: "a warning of a resource, and nothing that only informs",
            diagnostics: [
                { severity: "warning", message: "warning: too many", urn: "urn:pulumi:prod::p::a:b:C::my::name" },
                { severity: "info", message: "hello" },
                { severity: "info#err", message: "debugger" },
                { severity: "warning", message: "  \n" },
            ],
            checks: [{ id: "warning", text: "too many", name: "my::name" }],
            verdict: "lookAtThis",
        },
        {
            title: "a long message only to a certain length",
            diagnostics: [{ severity: "warning", message: "x".repeat(1_000_000) }],
            checks: [{ id: "warning", text: `${"x".repeat(9_999)}…` }],
            verdict: "lookAtThis",
        },
    ];
    for (const { title, diagnostics, checks, verdict } of messages) {
        it(`have ${title}`, () => {
            const preview = { ...rehearsed().previews.add, diagnostics };
            const review = reviewOf("add", { preview });
            expect({ checks: review.checks, verdict: review.verdict }).to.deep.equal({ checks, verdict });
        });
    }

    it("have a warning that says nothing of a change where there is none", () => {
        const diagnostics = [{ severity: "warning", message: "A certificate ends." }];
        const { verdict, checks } = reviewOf("same", { preview: { steps: [], diagnostics, duration: 1 } });
        expect({ verdict, checks }).to.deep.equal({
            verdict: "noChange",
            checks: [{ id: "warning", text: "A certificate ends." }],
        });
    });
});
