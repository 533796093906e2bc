import { join } from "node:path";
import { expect } from "chai";
import { type EngineStack, makeStack } from "../helpers/engine";
import { expectSuccess } from "../helpers/federation";

const config = { "aws:region": "eu-central-1" };
const program = join(__dirname, "composed");
const BUCKET = "aws:s3/bucket:Bucket";
const GET_DOMAINS = "azuread:index/getDomains:getDomains";

describe("A program that composes an instance and groups of its own, on the real engine", () => {
    let stack: EngineStack;
    before(async () => {
        stack = await makeStack({ config, program, lenient: true });
    });
    after(() => stack.remove());

    it("comes up as strictly checked as any, with nothing to change afterwards, not even after a refresh", async () => {
        expectSuccess(await stack.upAfterPreview());
        expectSuccess(await stack.preview("--expect-no-changes"));
        expectSuccess(await stack.refresh("--expect-no-changes"));
        expect((await stack.outputs()).members).to.have.lengthOf(1);
        expect(stack.echoed()).to.deep.equal([]);
    });

    it("has what the clouds do not model echoed and listed, changed in place and removed", async () => {
        stack.configure({ ...config, bucket: true });
        expectSuccess(await stack.upAfterPreview());
        expect(stack.echoed()).to.deep.equal([BUCKET, GET_DOMAINS]);
        expectSuccess(await stack.preview("--expect-no-changes"));
        expectSuccess(await stack.refresh("--expect-no-changes"));
        const { resources = [] } = await stack.export();
        const bucket = resources.find(({ type }) => type === BUCKET) as { id: string; outputs: object };
        expect(bucket.outputs).to.deep.equal({
            id: bucket.id,
            bucket: "composed-recordings",
            tags: { purpose: "recordings" },
        });
        expect(Object.values(stack.clouds().aws?.[BUCKET] ?? {})).to.have.lengthOf(1);
        stack.configure(config);
        expectSuccess(await stack.up());
        expect(stack.clouds().aws?.[BUCKET]).to.equal(undefined);
    });

    it("goes away again", async () => {
        expectSuccess(await stack.destroy());
        const { resources = [] } = await stack.export();
        expect(resources.filter(({ type }) => !type.startsWith("pulumi:"))).to.deep.equal([]);
    });

    it("is refused without --lenient, which the refusal names", async () => {
        const strict = await makeStack({ config: { ...config, bucket: true }, program });
        try {
            const { code, output } = await strict.preview();
            expect(code).not.to.equal(0);
            expect(output).to.contain(
                `the emulated aws does not model the resource type ${BUCKET}. Run with --lenient to echo it and have it listed as not checked.`,
            );
        } finally {
            strict.remove();
        }
    });
});
