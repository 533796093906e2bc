import { expect } from "chai";
import fc from "fast-check";
import { awsAttributes } from "../../../../tools/signin/saml/names";
import { buildResponse } from "../../../helpers/buildResponse";
import { makeCertificate, type TestCertificate } from "../../../helpers/certificates";
import { signResponse } from "../../../helpers/signResponse";
import { metadataOf, worldCertificate } from "../../../helpers/world";
import { base64, content, type Outcome, post } from "./attempt";
import { swap } from "./edit";
import { askNodeSaml, notCheckedByNodeSaml, type Opinion } from "./nodeSaml";

const audience = "urn:amazon:webservices";
const minute = 60_000;

/** One sign-in with or without faults. Times are minutes from now, and never so near that the clock could pass them. */
interface Case {
    name: string;
    signedBy: "world" | "other";
    known: ("world" | "other")[];
    fault: "none" | "stripped" | "tampered" | "value" | "digest" | "moved";
    audiences: string[][];
    begins: number;
    ends: number;
}

const name = fc
    .string({ unit: fc.constantFrom(..."abcXYZ019_.-+=,"), minLength: 1, maxLength: 20 })
    .map((local) => `${local}@contoso.example`);
const oneAudience = fc.constantFrom(audience, audience, audience, "urn:other", "urn:amazon");
const mostly = <T>(usual: T, ...others: T[]) =>
    fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });

const anyCase: fc.Arbitrary<Case> = fc
    .record({
        name,
        signedBy: mostly<Case["signedBy"]>("world", "other"),
        known: mostly<Case["known"]>(["world"], ["other"], ["world", "other"], ["other", "world"]),
        fault: mostly<Case["fault"]>("none", "stripped", "tampered", "value", "digest", "moved"),
        audiences: fc.oneof(
            { weight: 3, arbitrary: fc.constant<string[][]>([[audience]]) },
            // The library wants a first name in each restriction, so that an empty one stands alone.
            { weight: 1, arbitrary: fc.constant<string[][]>([[""]]) },
            { weight: 2, arbitrary: fc.array(fc.array(oneAudience, { maxLength: 3 }), { maxLength: 3 }) },
        ),
        begins: mostly(-5, -60, 2, 60),
        ends: mostly(61, 2000, 100, -1),
    })
    // A window that ends before it begins is past to the one and to come to the other.
    .filter(({ begins, ends }) => begins < ends);

const faults: Record<Case["fault"], (xml: string) => string> = {
    none: (xml) => xml,
    stripped: (xml) => swap(xml, /<Signature .*<\/Signature>/, ""),
    tampered: (xml) => swap(xml, "@contoso.example</NameID>", "@contoso.example.evil</NameID>"),
    value: (xml) => swap(xml, /<SignatureValue>.{8}/, "<SignatureValue>AAAAAAAA"),
    digest: (xml) => swap(xml, /<DigestValue>.{8}/, "<DigestValue>AAAAAAAA"),
    moved: (xml) =>
        swap(
            swap(xml, /<Signature .*<\/Signature>/, ""),
            "<samlp:Status>",
            `${/<Signature .*<\/Signature>/.exec(xml)?.[0]}<samlp:Status>`,
        ),
};

function fieldOf(one: Case, nowMs: number, { privateKey, value }: TestCertificate): string {
    const at = (minutes: number) => new Date(nowMs + minutes * minute).toISOString();
    const restrictions = one.audiences.map(
        (names) =>
            `<AudienceRestriction>${names.map((each) => `<Audience>${each}</Audience>`).join("")}</AudienceRestriction>`,
    );
    const unsigned = buildResponse({
        ...{ ...content, audience, issuedAtMs: nowMs },
        nameId: { value: one.name, format: content.nameId?.format ?? "" },
        attributes: content.attributes.map((each) =>
            each.name === awsAttributes.roleSessionName ? { ...each, values: [one.name] } : each,
        ),
    });
    const conditions = `<Conditions NotBefore="${at(one.begins)}" NotOnOrAfter="${at(one.ends)}">${restrictions.join("")}</Conditions>`;
    const said = swap(unsigned, /<Conditions.*<\/Conditions>/, conditions);
    return base64(faults[one.fault](signResponse(said, { privateKey, certificate: value })));
}

/** The parts of the answer that both sides have. */
function kindOfOutcome(outcome: Outcome): string {
    if (outcome.verdict === "accepted") {
        return "accepted";
    }
    const kinds: Record<string, string> = {
        signatureInvalid: "signature",
        hostileResponse: outcome.causeId === "signatureWrapping" ? "signature" : outcome.causeId,
        responseExpired: "expired",
        notYetValid: "not yet valid",
        audienceWrong: "audience",
    };
    return kinds[outcome.error] ?? outcome.error;
}

function kindOfOpinion(opinion: Opinion): string {
    if (opinion.verdict === "accepted") {
        return "accepted";
    }
    const kinds: [RegExp, string][] = [
        [/signature/i, "signature"],
        [/expired/, "expired"],
        [/not yet valid/, "not yet valid"],
        [/Audience/i, "audience"],
    ];
    return kinds.find(([words]) => words.test(opinion.words))?.[1] ?? opinion.words;
}

describe("AWS's side of the walk and @node-saml/node-saml", () => {
    it("say the same of signature, certificate, times and audience", async () => {
        const certificates = { world: await worldCertificate(), other: await makeCertificate({ key: "RSA 1024" }) };
        const seen = new Set<string>();
        await fc.assert(
            fc.asyncProperty(anyCase, async (one) => {
                const nowMs = Date.now();
                const field = fieldOf(one, nowMs, certificates[one.signedBy]);
                const known = one.known.map((each) => certificates[each]);
                const outcome = await post(field, { nowMs, metadataDocument: metadataOf(...known) });
                const opinion = await askNodeSaml(
                    field,
                    known.map(({ value }) => value),
                    audience,
                );
                expect(kindOfOutcome(outcome), JSON.stringify([outcome, opinion])).to.equal(kindOfOpinion(opinion));
                seen.add(kindOfOutcome(outcome));
                if (outcome.verdict === "accepted" && opinion.verdict === "accepted") {
                    expect(opinion.attributes[awsAttributes.roleSessionName]).to.equal(outcome.as);
                    expect(opinion.nameId).to.equal(one.name);
                }
            }),
            { numRuns: 200 },
        );
        expect([...seen].sort()).to.deep.equal(["accepted", "audience", "expired", "not yet valid", "signature"]);
    });
});

describe("What @node-saml/node-saml does not look at, and the walk refuses", () => {
    for (const [title, { field, is }] of Object.entries(notCheckedByNodeSaml)) {
        it(title, async () => {
            const nowMs = Date.now();
            const samlResponse = await field(nowMs);
            const { value } = await worldCertificate();
            const opinion = await askNodeSaml(samlResponse, [value], audience);
            expect(opinion.verdict === "accepted" ? "accepted" : opinion.words).to.equal("accepted");
            const outcome = await post(samlResponse, { nowMs });
            expect(outcome.verdict === "refused" ? `${outcome.error}/${outcome.causeId}` : "accepted").to.equal(is);
        });
    }
});
