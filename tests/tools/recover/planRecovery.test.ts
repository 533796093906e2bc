import { expect } from "chai";
import { awsTypes, entraTypes } from "../../../tools/deployment/types";
import { commandsFor } from "../../../tools/recover/commands";
import { lookCommand } from "../../../tools/recover/looks";
import { isOpen, planRecovery } from "../../../tools/recover/planRecovery";
import { readPreview } from "../../../tools/recover/readPreview";
import { readStack } from "../../../tools/recover/readStack";
import type { HeldObject, Recovery } from "../../../tools/recover/recovery";
import { urnOf } from "../../helpers/stackExport";
import {
    applicationId,
    type Case,
    cases,
    exportOf,
    instanceId,
    parent,
    previewOf,
    resourceOf,
    servicePrincipalId,
} from "./cases";

const everything = { has: () => true };
const nothing = { has: () => false };

interface Given {
    exported: unknown;
    preview?: unknown;
    objects?: HeldObject[];
    listings?: { has(name: string): boolean };
}

function plan({ exported, preview = previewOf(), objects = [], listings = everything }: Given): Recovery {
    const planned = readPreview(preview)?.creates;
    return planRecovery({ stack: readStack(exported, "the export"), planned, held: { objects, listings } });
}

function interrupted(one: Case): unknown {
    return exportOf([], [{ type: "creating", resource: resourceOf(one) }]);
}

const outcomesIn = ({ findings }: Recovery) =>
    findings.map((finding) => (finding.kind === "creation" ? finding.outcome : finding.kind));

const linesOf = (recovery: Recovery) => recovery.steps.flatMap((step) => commandsFor(step, recovery));

const first = (type: string) => cases.find((one) => one.type === type) as Case;

describe("A recovery", () => {
    for (const one of cases) {
        const { type, name, held, protect = false } = one;
        const importLine =
            `pulumi import --stack dev '${type}' '${name}' '${held.id}' --parent 'parent=${parent}' ` +
            `--protect=${protect} --generate-code=false`;

        it(`imports ${type} whose creation was interrupted after the cloud did it`, () => {
            const recovery = plan({ exported: interrupted(one), objects: [held] });
            expect(outcomesIn(recovery)).to.deep.equal([{ id: "made", heldId: held.id }]);
            expect(linesOf(recovery)).to.deep.equal([
                "pulumi cancel --stack dev",
                "pulumi stack export --stack dev --file state.json",
                "pulumi stack import --stack dev --file state.json",
                importLine,
            ]);
            expect(isOpen(recovery)).to.equal(false);
        });

        it(`imports ${type} whose creation the cloud did and Pulumi reported as failed`, () => {
            const recovery = plan({ exported: exportOf([]), preview: previewOf(resourceOf(one)), objects: [held] });
            expect(linesOf(recovery)).to.deep.equal(["pulumi cancel --stack dev", importLine]);
        });

        it(`imports no other ${type}`, () => {
            const [property, value] = one.other;
            const other = { ...held, values: { ...held.values, [property]: value } };
            const recovery = plan({ exported: interrupted(one), objects: [other] });
            expect(outcomesIn(recovery)).to.deep.equal([
                one.differs ? { id: "different", heldIds: [held.id], properties: [property] } : { id: "notMade" },
            ]);
            expect(recovery.steps.map(({ kind }) => kind)).to.deep.equal(["cancel", "dropPending"]);
            expect(isOpen(recovery)).to.equal(one.differs);
        });

        it(`does not import ${type} that the state has already`, () => {
            const standing = { ...resourceOf(one), urn: `${parent}-other`, id: held.id.toUpperCase() };
            const recovery = plan({
                exported: exportOf([standing]),
                preview: previewOf(resourceOf(one)),
                objects: [held],
            });
            expect(outcomesIn(recovery)).to.deep.equal([{ id: "notMade" }]);
        });

        it(`says what to look at where nobody looked for ${type}`, () => {
            const recovery = plan({ exported: interrupted(one), listings: nothing });
            expect(outcomesIn(recovery)).to.deep.equal([{ id: "notLooked" }]);
            expect(recovery.toLook).not.to.deep.equal([]);
            expect(isOpen(recovery)).to.equal(true);
        });
    }

    it("lets the user decide between two that are alike", () => {
        const one = first(entraTypes.application);
        const objects = [one.held, { ...one.held, id: "/applications/other" }];
        const recovery = plan({ exported: interrupted(one), objects });
        expect(outcomesIn(recovery)).to.deep.equal([{ id: "several", heldIds: [one.held.id, "/applications/other"] }]);
        expect(isOpen(recovery)).to.equal(true);
    });

    it("does not give one certificate to two resources", () => {
        const one = first(entraTypes.signingCertificate);
        const two = { ...one, name: "sso-2027" };
        const recovery = plan({
            exported: exportOf([]),
            preview: previewOf(resourceOf(one), resourceOf(two)),
            objects: [one.held],
        });
        const several = { id: "several", heldIds: [one.held.id] };
        expect(outcomesIn(recovery)).to.deep.equal([several, several]);
    });

    for (const [what, inputs, older] of [
        ["that was retired", { retiredCertificates: ["ea28f82a0b3470ba659858151cadc83147031844"] }, false],
        ["that is older than those of the state", {}, true],
    ] as const) {
        it(`imports no certificate ${what}`, () => {
            const one = first(entraTypes.signingCertificate);
            const known = {
                ...one.held,
                id: `${servicePrincipalId}/tokenSigningCertificate/known`,
                values: { ...one.held.values, startDate: "2026-12-01T00:00:00Z", thumbprint: "00" },
            };
            const component = { urn: `${parent}-2`, type: "connect-entra-sso:index:ConnectSso", inputs };
            const standing = { ...resourceOf({ ...one, name: "sso-known" }), id: known.id };
            const recovery = plan({
                exported: exportOf([component, ...(older ? [standing] : [])]),
                preview: previewOf(resourceOf(one)),
                objects: [one.held, ...(older ? [known] : [])],
            });
            expect(outcomesIn(recovery)).to.deep.equal([{ id: "notMade" }]);
        });
    }

    it("waits with what depends on what is not there", () => {
        const one = first(entraTypes.servicePrincipal);
        const unknown = { ...one, inputs: { clientId: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" } };
        const recovery = plan({ exported: exportOf([]), preview: previewOf(resourceOf(unknown)), objects: [one.held] });
        expect(outcomesIn(recovery)).to.deep.equal([{ id: "later" }]);
        expect(recovery.steps).to.deep.equal([]);
    });

    it("does not import by name alone where the preview does not know the content", () => {
        const one = first(awsTypes.samlProvider);
        const inputs = { ...one.inputs, samlMetadataDocument: "04da6b54-80e4-46f7-96ec-b56ff0331ba9" };
        const recovery = plan({
            exported: exportOf([]),
            preview: previewOf(resourceOf({ ...one, inputs })),
            objects: [one.held],
        });
        expect(outcomesIn(recovery)).to.deep.equal([{ id: "later" }]);
    });

    for (const doing of ["updating", "deleting"]) {
        it(`drops what was interrupted while ${doing}`, () => {
            const one = first(awsTypes.role);
            const resource = { ...resourceOf(one), id: "sso" };
            const recovery = plan({ exported: exportOf([resource], [{ type: doing, resource }]), objects: [one.held] });
            expect(recovery.findings).to.deep.equal([
                { kind: "change", change: { urn: urnOf(one.type, "sso"), type: one.type, name: "sso", doing } },
            ]);
            expect(recovery.steps).to.deep.equal([{ kind: "cancel" }, { kind: "dropPending", count: 1 }]);
        });
    }

    it("imports nothing over a resource that was to be replaced", () => {
        const one = first(awsTypes.role);
        const exported = exportOf(
            [{ ...resourceOf(one), id: "old" }],
            [{ type: "creating", resource: resourceOf(one) }],
        );
        expect(outcomesIn(plan({ exported, objects: [one.held] }))).to.deep.equal([
            { id: "replacement", heldIds: ["sso"] },
        ]);
    });

    it("leaves what is written again to `pulumi up`", () => {
        const policy = { ...first(awsTypes.role), type: awsTypes.rolePolicy };
        expect(outcomesIn(plan({ exported: interrupted(policy), listings: nothing }))).to.deep.equal([
            { id: "madeAgain" },
        ]);
    });

    it("names a type that it does not know", () => {
        const queue = { ...first(awsTypes.role), type: "aws:connect/queue:Queue" };
        expect(outcomesIn(plan({ exported: interrupted(queue) }))).to.deep.equal([{ id: "otherType" }]);
    });

    it("takes no step where nothing is pending and nothing is missing", () => {
        const standing = cases.map((one) => ({ ...resourceOf(one), id: one.held.id }));
        const recovery = plan({ exported: exportOf(standing), objects: cases.map(({ held }) => held) });
        expect([recovery.findings, recovery.steps, isOpen(recovery)]).to.deep.equal([[], [], false]);
    });

    it("shows a second application with the stack's mark, and how to look at it and delete it", () => {
        const one = first(entraTypes.application);
        const standing = { ...resourceOf(one), id: one.held.id };
        const second = { ...one.held, id: "/applications/second" };
        const recovery = plan({ exported: exportOf([standing]), objects: [one.held, second] });
        expect(recovery.findings.map(({ kind }) => kind)).to.deep.equal(["duplicate"]);
        expect(linesOf(recovery)).to.deep.equal(["az ad app show --id second", "az ad app delete --id second"]);
    });

    it("says nothing of an application without a mark", () => {
        const one = first(entraTypes.application);
        const { notes: _, ...inputs } = one.inputs;
        const standing = { ...resourceOf({ ...one, inputs }), id: one.held.id };
        const second = { ...one.held, id: `/applications/${applicationId}-2` };
        expect(plan({ exported: exportOf([standing]), objects: [one.held, second] }).findings).to.deep.equal([]);
    });

    it("makes Entra sign with the stack's certificate where it signs with an orphan", () => {
        const one = first(entraTypes.signingCertificate);
        const principal = first(entraTypes.servicePrincipal);
        const orphan = {
            ...one.held,
            id: `${servicePrincipalId}/tokenSigningCertificate/orphan`,
            values: { ...one.held.values, thumbprint: "AA" },
        };
        const signing = {
            ...principal.held,
            values: { ...principal.held.values, preferredTokenSigningKeyThumbprint: "aa" },
        };
        const recovery = plan({
            exported: exportOf([
                { ...resourceOf(principal), id: principal.held.id },
                { ...resourceOf(one), id: one.held.id },
            ]),
            objects: [signing, one.held, orphan],
        });
        expect(recovery.findings).to.deep.equal([
            { kind: "extraCertificate", heldId: orphan.id, thumbprint: "AA", signs: "yes" },
        ]);
        expect(linesOf(recovery)).to.deep.equal([
            `az rest --method PATCH --url https://graph.microsoft.com/v1.0/servicePrincipals/${servicePrincipalId} ` +
                `--headers Content-Type=application/json --body '{"preferredTokenSigningKeyThumbprint":"EA28F82A0B3470BA659858151CADC83147031844"}'`,
        ]);
    });

    it("asks where something may be left over also where nothing is missing", () => {
        const standing = cases.map((one) => ({ ...resourceOf(one), id: one.held.id }));
        const recovery = plan({ exported: exportOf(standing), listings: nothing });
        expect(recovery.toLook.map(lookCommand).map((command) => command.split("?")[0])).to.deep.equal([
            "az rest --url 'https://graph.microsoft.com/v1.0/applications",
            `az rest --url 'https://graph.microsoft.com/v1.0/servicePrincipals/${servicePrincipalId}`,
            "az rest --url 'https://graph.microsoft.com/v1.0/policies/claimsMappingPolicies'",
        ]);
        expect(isOpen(recovery)).to.equal(false);
    });

    it("quotes hostile names for the shell", () => {
        const name = "sso-o'neil $(reboot)@contoso.example";
        const user = first(awsTypes.user);
        const one = { ...user, name, inputs: { ...user.inputs, name: "o'neil $(reboot)@contoso.example" } };
        const held = { ...user.held, values: { ...user.held.values, name: one.inputs.name } };
        expect(linesOf(plan({ exported: interrupted(one), objects: [held] })).at(-1)).to.include(
            ` 'sso-o'\\''neil $(reboot)@contoso.example' '${held.id}' `,
        );
    });

    it("asks for each thing to look at once", () => {
        const user = first(awsTypes.user);
        const preview = previewOf(resourceOf(user), resourceOf({ ...user, name: "sso-bob@contoso.example" }));
        expect(plan({ exported: exportOf([]), preview, listings: nothing }).toLook.map(lookCommand)).to.deep.equal([
            `aws connect search-users --instance-id ${instanceId} --query '{InstanceId: '\\''${instanceId}'\\'', Users: Users}'`,
        ]);
    });
});
