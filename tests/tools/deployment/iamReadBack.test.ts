import { expect } from "chai";
import { ciphertext, deploymentOf, entry, type StateEntry } from "../../helpers/stackExport";

const refresh = "run `pulumi refresh`, then export the stack again";
const boundary = "arn:aws:iam::123456789012:policy/boundary";

describe("A role's own list of its policies", () => {
    const role = (outputs: object, more: StateEntry = {}) =>
        entry("aws:iam/role:Role", "sso", { id: "Sso", outputs: { name: "Sso", ...outputs }, ...more });
    const inline = (policy: string, more: StateEntry = {}) =>
        entry("aws:iam/rolePolicy:RolePolicy", "a", {
            id: "Sso:a",
            outputs: { name: "a", policy, role: "Sso" },
            ...more,
        });
    const attached = entry("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "attached", {
        inputs: { policyArn: boundary, role: "Sso" },
    });
    const read = (...resources: StateEntry[]) => deploymentOf(...resources).roles[0]?.policies;

    const action = (name: string) => `{"Statement":[{"Effect":"Allow","Action":"${name}","Resource":"*"}]}`;
    const mayBeGone = (what: string, get: string) => ({
        unreadable: what,
        why: "the role alone lists it, as Pulumi last saw it, and no resource of the stack makes it: it may be gone since",
        supply: `${refresh}; if it is listed still, read it into the stack with \`aws.iam.${get}\`, run \`pulumi up\`, then export the stack again`,
    });
    const connect = action("connect:GetFederationToken");
    const managed = entry("aws:iam/policy:Policy", "a", {
        id: boundary,
        outputs: { arn: boundary, policy: connect },
    });
    const lists = (policy: string) => ({ inlinePolicies: [{ name: "a", policy }], managedPolicyArns: [boundary] });
    const doubtful = [
        {
            name: "a",
            document: connect,
            doubt: mayBeGone('the inline policy "a" of the IAM role sso', 'RolePolicy.get("<a name>", "Sso:a")'),
        },
        {
            name: boundary,
            document: connect,
            doubt: mayBeGone(
                `whether ${boundary} is attached to the IAM role sso`,
                `RolePolicyAttachment.get("<a name>", "Sso/${boundary}")`,
            ),
        },
    ];
    const known = [
        { name: "a", document: connect },
        { name: boundary, document: connect },
    ];
    const listed: [what: string, resources: StateEntry[], policies: object[]][] = [
        ["leaves those in doubt that no resource makes", [managed, role(lists(connect))], doubtful],
        [
            "gives way to a resource that waits to be deleted",
            [managed, role(lists(connect)), inline(connect, { delete: true })],
            [
                doubtful[1] as object,
                {
                    name: "a",
                    document: connect,
                    doubt: {
                        unreadable: "the role policy a",
                        why: "it was replaced, and counts until it is deleted",
                        supply: "run `pulumi up` to the end, then export the stack again",
                    },
                },
            ],
        ],
        ["gives way to resources", [managed, role(lists(connect)), inline(connect), attached], known],
        ["holds those that the program wrote there", [managed, role(lists(connect), { inputs: lists("") })], known],
        [
            "holds those that the program wrote there as ciphertext",
            [managed, role(lists(connect), { inputs: { inlinePolicies: ciphertext, managedPolicyArns: ciphertext } })],
            known,
        ],
        ["holds those of a role that is only read", [managed, role(lists(connect), { external: true })], known],
    ];
    for (const [what, resources, policies] of listed) {
        it(what, () => {
            expect(read(...resources)).to.deep.equal(policies);
        });
    }
});
