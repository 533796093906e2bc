import { expect } from "chai";
import { reviewStack } from "../../../tools/review/reviewStack";
import { aliceUser, inputOf, resourceOf, role, update } from "./changes";
import { type RehearsedStep, rehearsed } from "./rehearsed";

const signature = "4dabf18193072939515e22adb298388d";
const [oldSecret, newSecret] = ["+49 30 old-number", "+49 30 new-number"];
const secret = (text: string) => ({ [signature]: "1b47061264138c4ac30d75fd1eb44270", plaintext: JSON.stringify(text) });
const sealed = { [signature]: "1b47061264138c4ac30d75fd1eb44270", ciphertext: "v1:abc" };

/** Alice's desk phone changes, in each of the forms in which a secret may stand in an export and a preview. */
function phoneChange(inExport: unknown, before: unknown, after: unknown): Parameters<typeof reviewStack>[0] {
    const { export1 } = rehearsed().exports;
    const user = resourceOf(export1, aliceUser);
    const phone = (deskPhoneNumber: unknown) => ({ phoneConfig: { phoneType: "DESK_PHONE", deskPhoneNumber } });
    Object.assign(user.inputs ?? {}, phone(inExport));
    Object.assign(user.outputs ?? {}, phone(inExport));
    const old = { ...user, inputs: { ...user.inputs, ...phone(before) } };
    return inputOf(export1, update(old, phone(after)));
}

const shownSecret = [
    {
        name: "alice@contoso.example",
        id: "details",
        fields: [{ path: "phoneConfig.deskPhoneNumber", before: "[secret]", after: "[secret]" }],
    },
];

describe("Secrets in a review", () => {
    const forms: [string, unknown, unknown, unknown][] = [
        ["sealed in the export, marked in the preview", sealed, "[secret]", "[secret]"],
        ["in the clear in the export, marked in the preview", secret(oldSecret), "[secret]", "[secret]"],
        ["in the clear in the export, without a mark in events", secret(oldSecret), oldSecret, newSecret],
        ["sealed in the export, without a mark in events", sealed, oldSecret, newSecret],
        ["in the clear in both", secret(oldSecret), secret(oldSecret), secret(newSecret)],
    ];
    for (const [form, ...values] of forms) {
        it(`are never shown: ${form}`, () => {
            const review = reviewStack(phoneChange(...(values as [unknown, unknown, unknown])));
            expect(JSON.stringify(review)).not.to.match(/number"|-number|v1:abc/);
            expect(review.people).to.deep.equal(shownSecret);
        });
    }

    it("are said to change where the preview marks both sides and the provider names the property", () => {
        expect(reviewStack(phoneChange(sealed, "[secret]", "[secret]")).notJudged).to.deep.include({
            id: "secretValues",
            count: 1,
            names: [
                `connect-entra-sso:index:ConnectSso$connect-entra-sso:index:ConnectUsers$aws:connect/user:User sso-alice@contoso.example`,
            ],
        });
    });

    it("are taken out of messages and policies too", () => {
        const { export1 } = rehearsed().exports;
        const found = resourceOf(export1, role);
        const external = "a-secret-external-id";
        const policy = JSON.stringify({
            Version: "2012-10-17",
            Statement: [
                {
                    Effect: "Allow",
                    Principal: { AWS: "111122223333" },
                    Action: "sts:AssumeRole",
                    Condition: { StringEquals: { "sts:ExternalId": external } },
                },
            ],
        });
        const user = resourceOf(export1, aliceUser);
        Object.assign(user.outputs ?? {}, { password: external });
        const input = inputOf(export1, update(found, { assumeRolePolicy: policy }));
        const diagnostics = [{ severity: "warning", message: `the id is ${external}!` }];
        const review = reviewStack({ ...input, preview: { ...(input.preview as object), diagnostics } });
        expect(JSON.stringify(review)).not.to.contain(external);
        expect(review.checks).to.deep.equal([{ id: "warning", text: "the id is [secret]!" }]);
    });

    it("do not change the review's own words", () => {
        const { export1 } = rehearsed().exports;
        const user = resourceOf(export1, aliceUser);
        Object.assign(user.outputs ?? {}, { password: "details" });
        const step: RehearsedStep = update(user, { identityInfo: { firstName: "details", lastName: "Agent" } });
        const { people } = reviewStack(inputOf(export1, step));
        expect(people).to.deep.equal([
            {
                name: "alice@contoso.example",
                id: "details",
                fields: [{ path: "identityInfo.firstName", before: "Alice", after: "[secret]" }],
            },
        ]);
    });
});
