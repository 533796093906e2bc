import { expect } from "chai";
import { samlProvider } from "../../../../../tools/rehearsal/clouds/aws/iam/samlProvider";
import type { Values } from "../../../../../tools/rehearsal/clouds/provider/resourceType";
import { makeCertificate } from "../../../../helpers/certificates";
import { type CloudClient, refusal, UNKNOWN } from "../provider/client";
import { answer, keyDescriptor, type MetadataParts, metadata, PROVIDER_ARN, SAML_PROVIDER, startAws } from "./fixtures";

const creating = (name: string, text: string, status = 400) =>
    `creating IAM SAML Provider (${name}): operation error IAM: CreateSAMLProvider, https response error StatusCode: ${status}, RequestID: …, ${text}`;

describe("iam.SamlProvider of the emulated AWS", () => {
    let cloud: CloudClient;
    let samlMetadataDocument: string;
    before(async () => {
        cloud = await startAws();
        samlMetadataDocument = await metadata();
    });
    after(() => cloud.stop());
    const make = async (inputs: Values) => refusal(cloud.make(SAML_PROVIDER, { samlMetadataDocument, ...inputs }));

    it("is made with an ARN, a validity of a century and all its tags", async () => {
        const { id, state } = await cloud.make(SAML_PROVIDER, {
            name: "contoso",
            samlMetadataDocument,
            tags: { a: "1" },
        });
        const { samlProviderUuid, validUntil, ...rest } = state;
        expect(id).to.equal(PROVIDER_ARN);
        expect(rest).to.deep.equal({
            id: PROVIDER_ARN,
            arn: PROVIDER_ARN,
            name: "contoso",
            samlMetadataDocument,
            tags: { a: "1" },
            tagsAll: { a: "1" },
        });
        expect(samlProviderUuid).to.match(/^[A-Z0-9]{22,64}$/);
        expect(Number(String(validUntil).slice(0, 4))).to.equal(new Date().getUTCFullYear() + 100);
    });

    const names: [string, string][] = [
        ["Contoso_1.a-b", "accepted"],
        ["a".repeat(128), "accepted"],
        [
            "a".repeat(129),
            `expected length of name to be in the range (1 - 128), got ${"a".repeat(129)}. Examine values at 'it.name'.`,
        ],
        ["", "expected length of name to be in the range (1 - 128), got . Examine values at 'it.name'."],
        ...["a b", "a@b", "a+b", "ä"].map((name): [string, string] => [
            name,
            creating(
                name,
                "ValidationError: 1 validation error detected: Value at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w._-]+",
            ),
        ]),
    ];
    for (const [name, expected] of names) {
        it(`answers the name ${JSON.stringify(name.slice(0, 20))} with ${expected.slice(0, 40)}`, async () => {
            expect(answer(await make({ name }))).to.equal(expected);
        });
    }

    it("refuses a name that is taken", async () => {
        await make({ name: "twice" });
        expect(answer(await make({ name: "twice" }))).to.equal(
            creating("twice", "EntityAlreadyExists: SAMLProvider with name twice already exists.", 409),
        );
    });

    const documents: [string, () => Promise<MetadataParts>, string][] = [
        [
            "another root",
            async () => ({ root: "EntitiesDescriptor" }),
            "its root is EntitiesDescriptor, not the EntityDescriptor of urn:oasis:names:tc:SAML:2.0:metadata",
        ],
        ["a byte order mark", async () => ({ head: "\uFEFF" }), "it begins with a byte order mark"],
        ["a DOCTYPE", async () => ({ head: '<!DOCTYPE x [<!ENTITY a "b">]>' }), "it has a document type declaration"],
        ["no entityID", async () => ({ entityId: "" }), "its EntityDescriptor has no entityID of 1 to 1024 characters"],
        [
            "only SAML 1.1",
            async () => ({ protocol: "urn:oasis:names:tc:SAML:1.1:protocol" }),
            "it has no IDPSSODescriptor for SAML 2.0",
        ],
        [
            "no sign-on service",
            async () => ({ signOn: `<!--${"x".repeat(300)}-->` }),
            "its IDPSSODescriptor has no SingleSignOnService",
        ],
        [
            "no key",
            async () => ({ keys: [`<!--${"x".repeat(900)}-->`] }),
            "its IDPSSODescriptor has no KeyDescriptor for signing",
        ],
        [
            "only an encryption key",
            async () => ({ keys: [keyDescriptor((await makeCertificate()).value, ' use="encryption"')] }),
            "its IDPSSODescriptor has no KeyDescriptor for signing",
        ],
        [
            "a certificate that is none",
            async () => ({ keys: [keyDescriptor("QUJD".repeat(200))] }),
            "a signing certificate cannot be parsed",
        ],
        [
            "an empty certificate",
            async () => ({ keys: [keyDescriptor(""), `<!--${"x".repeat(900)}-->`] }),
            "a KeyDescriptor for signing has no X509Certificate",
        ],
        [
            "a key of 768 bits",
            async () => ({
                keys: [keyDescriptor((await makeCertificate({ key: "RSA 768" })).value), `<!--${"x".repeat(500)}-->`],
            }),
            "a signing key has 768 bits, at least 1024 are needed",
        ],
        [
            "eleven keys",
            async () => ({ keys: Array(11).fill(keyDescriptor((await makeCertificate()).value)) }),
            "it has 11 signing keys, at most 10 are allowed",
        ],
    ];
    for (const [what, parts, reason] of documents) {
        it(`refuses metadata with ${what}`, async () => {
            const inputs = { name: "bad", samlMetadataDocument: await metadata(await parts()) };
            expect(answer(await make(inputs))).to.equal(
                creating("bad", `InvalidInput: Could not parse metadata (rehearsal: ${reason})`),
            );
        });
    }

    it("refuses metadata that is not well-formed", async () => {
        const broken = `${samlMetadataDocument}<open>`;
        expect(answer(await make({ name: "bad", samlMetadataDocument: broken }))).to.match(
            /InvalidInput: Could not parse metadata \(rehearsal: it is not well-formed XML: /,
        );
    });

    it("refuses metadata with a bare ampersand, but not one in a comment", async () => {
        const holding = (text: string) =>
            samlMetadataDocument.replace("</EntityDescriptor>", `${text}</EntityDescriptor>`);
        expect(answer(await make({ name: "bad", samlMetadataDocument: holding("a & b") }))).to.equal(
            creating("bad", "InvalidInput: Could not parse metadata (rehearsal: it is not well-formed XML: a bare &)"),
        );
        const good = holding("<!-- a & b -->");
        const { state } = await cloud.make(SAML_PROVIDER, { name: "good", samlMetadataDocument: good });
        expect(state.samlMetadataDocument).to.equal(good);
    });

    for (const [length, accepted] of [
        [999, false],
        [1000, true],
        [10_000_000, true],
        [10_000_001, false],
    ] as const) {
        it(`${accepted ? "accepts" : "refuses"} ${length} characters of metadata`, () => {
            const format = samlProvider.properties.samlMetadataDocument?.format;
            const failure = format?.("x".repeat(length) as never, "saml_metadata_document");
            expect(failure?.slice(0, 82)).to.equal(
                accepted
                    ? undefined
                    : "expected length of saml_metadata_document to be in the range (1000 - 10000000), go",
            );
        });
    }

    it("accepts a single key that does not say its use", async () => {
        const keys = [keyDescriptor((await makeCertificate()).value, "")];
        expect(await make({ name: "anyUse", samlMetadataDocument: await metadata({ keys }) })).to.equal("accepted");
    });

    for (const keys of [2, 10]) {
        it(`accepts ${keys} signing keys, and a key for both uses`, async () => {
            const { value } = await makeCertificate();
            const all = [...Array(keys - 1).fill(keyDescriptor(value)), keyDescriptor(value, "")];
            const inputs = { name: `keys${keys}`, samlMetadataDocument: await metadata({ keys: all }) };
            expect(await make(inputs)).to.equal("accepted");
        });
    }

    const tags: [Values, string][] = [
        [{ "aws:x": "1" }, "tag key aws:x must not begin with aws:"],
        [{ a: "1#" }, "tag a=1# must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*"],
        [{ Team: "a", team: "b" }, "Duplicate tag keys found. Please note that Tag keys are case insensitive."],
        [{ a: "x".repeat(257) }, "the value of tag a must have at most 256 characters"],
        [
            Object.fromEntries([...Array(51)].map((_, n) => [`k${n}`, ""])),
            "Member must have length less than or equal to 50",
        ],
    ];
    for (const [given, reason] of tags) {
        it(`refuses tags: ${reason}`, async () => {
            const constraint = `ValidationError: 1 validation error detected: Value at 'tags' failed to satisfy constraint: ${reason}`;
            expect(answer(await make({ name: "tagged", tags: given }))).to.equal(creating("tagged", constraint));
        });
    }

    it("takes new metadata in place and keeps what it was", async () => {
        const { id, state } = await cloud.make(SAML_PROVIDER, { name: "rotated", samlMetadataDocument });
        const later = await metadata({ entityId: "https://sts.windows.net/other/" });
        const news = { name: "rotated", samlMetadataDocument: later };
        expect(
            (await cloud.diff(SAML_PROVIDER, { name: "rotated", samlMetadataDocument }, news)).detailed,
        ).to.deep.equal({
            samlMetadataDocument: "update",
        });
        expect(await cloud.update(SAML_PROVIDER, id, state, news)).to.deep.equal({
            ...state,
            samlMetadataDocument: later,
        });
    });

    it("refuses to update to metadata it cannot read", async () => {
        const { id, state } = await cloud.make(SAML_PROVIDER, { name: "kept", samlMetadataDocument });
        const news = { name: "kept", samlMetadataDocument: await metadata({ entityId: "" }) };
        expect(await refusal(cloud.update(SAML_PROVIDER, id, state, news))).to.match(
            /^updating IAM SAML Provider \(arn:aws:iam::123456789012:saml-provider\/kept\): operation error IAM: UpdateSAMLProvider/,
        );
        expect((await cloud.read(SAML_PROVIDER, id)).state).to.deep.equal(state);
    });

    it("is replaced by another name", async () => {
        const olds = { name: "a", samlMetadataDocument };
        expect((await cloud.diff(SAML_PROVIDER, olds, { ...olds, name: "b" })).replaces).to.deep.equal(["name"]);
    });

    it("shows in preview what AWS alone decides as unknown", async () => {
        const inputs = { name: "a", samlMetadataDocument: UNKNOWN, tags: { a: "1" } };
        const { state } = await cloud.create(SAML_PROVIDER, inputs, { preview: true });
        expect(state).to.deep.equal({
            ...inputs,
            tagsAll: { a: "1" },
            arn: UNKNOWN,
            samlProviderUuid: UNKNOWN,
            validUntil: UNKNOWN,
        });
    });

    it("is read for an import by its ARN", async () => {
        const { id } = await cloud.make(SAML_PROVIDER, { name: "imported", samlMetadataDocument });
        const inputs = { name: "imported", samlMetadataDocument, __defaults: [] };
        expect((await cloud.read(SAML_PROVIDER, id)).inputs).to.deep.equal(inputs);
        expect(await refusal(cloud.read(SAML_PROVIDER, "imported"))).to.equal(
            "parsing IAM SAML Provider ARN (imported): arn: invalid prefix",
        );
    });

    it("can be deleted while a role trusts it", async () => {
        const { id } = await cloud.make(SAML_PROVIDER, { name: "gone", samlMetadataDocument });
        await cloud.delete(SAML_PROVIDER, id);
        expect((await cloud.read(SAML_PROVIDER, id)).id).to.equal("");
    });
});
