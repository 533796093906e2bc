import { expect } from "chai";
import fc from "fast-check";
import { renderExplanation } from "../../../../tools/cli/explain/render";
import { makeWorld, now, type TestWorld } from "../../../helpers/world";
import { entry, har } from "./har/harBuilder";
import { contextOf, explainAny, formOf, relayStateOf, responseXml } from "./world";

const lookedFor =
    /looked for an error text or code of Entra, AWS or Amazon Connect, a relay state, a SAMLResponse .*, a HAR file and Entra.s sign-in log/;

describe("What can't be explained", () => {
    const inputs: [string, string | Uint8Array, RegExp][] = [
        ["nothing", "", lookedFor],
        ["blanks", " \n\t ", /^it is empty; looked for/],
        [
            "a picture",
            Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
            /^it is a PNG picture: copy its words; looked for/,
        ],
        ["bytes", Uint8Array.from([0, 1, 2, 3, 0xff, 0xfe, 0, 0]), /^it is .*; looked for/],
        [
            "a stack's export",
            '{"version":3,"deployment":{"manifest":{},"resources":[]}}',
            /^it is the export of a stack; give it with --deployment, and beside it what the person saw$/,
        ],
        [
            "a directory",
            '{"users":[{"id":"1","userPrincipalName":"alice@contoso.example"}]}',
            /^it is a directory of people; give it with --directory/,
        ],
        [
            "metadata",
            '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="x"/>',
            /^it is a metadata document, not a response; give the SAMLResponse/,
        ],
        [
            "a request",
            '<samlp:AuthnRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1" Version="2.0"/>',
            /^it is a SAMLRequest, .* give the SAMLResponse, or a HAR file$/,
        ],
        [
            "prose",
            "It does not work since Monday, please help.",
            /^no known sign-in error found: it begins "It does not work since Monday, please help\."; looked for/,
        ],
        [
            "a recording of something else",
            JSON.stringify(har(entry("https://example.com/"))),
            /^none of its 1 requests belongs to a sign-in .* save everything as HAR with content$/,
        ],
        [
            "a recording that was cut off",
            '{"log": {"version": "1.2", "entries": [',
            /it begins as a HAR file and is not complete JSON: save it again/,
        ],
        [
            "too much",
            new Uint8Array(64 * 1024 * 1024 + 1),
            /^it has 67108865 bytes, and 67108864 is the most that is read/,
        ],
    ];
    for (const [title, input, problem] of inputs) {
        it(`is told what it is, and what to give instead: ${title}`, async () => {
            const answer = await explainAny(input, contextOf(undefined));
            expect("problem" in answer ? answer.problem : "explained").to.match(problem);
        });
    }
});

describe("Whatever is handed in", () => {
    let world: TestWorld;
    let form: string;
    let recording: string;
    before(async () => {
        world = await makeWorld();
        form = formOf(await responseXml(), relayStateOf(world));
        recording = JSON.stringify(
            har(
                entry("https://signin.aws.amazon.com/saml", { form: { SAMLResponse: "PHNhbWw+" } }),
                entry(relayStateOf(world), { html: "<p>x</p>" }),
            ),
        );
    });

    async function answers(input: string | Uint8Array): Promise<void> {
        for (const context of [contextOf(undefined), contextOf(world, now)]) {
            const answer = await explainAny(input, context);
            const text = "problem" in answer ? answer.problem : renderExplanation(answer, 80);
            expect(text).to.not.equal("");
        }
    }

    it("there is an answer to any bytes", async () => {
        await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), answers), { numRuns: 200 });
    });

    it("there is an answer to any text around the clouds' words", async () => {
        const words = fc.constantFrom(
            "AADSTS50105",
            "AADSTS",
            "Access Denied",
            "<samlp:Response",
            "SAMLResponse=",
            "%3D",
            '{"log":',
            "RelayState=",
            ".mcas.ms",
            "=",
            "&",
            "https://",
        );
        const text = fc
            .array(fc.oneof(words, fc.string({ unit: "grapheme" })), { maxLength: 12 })
            .map((parts) => parts.join(""));
        await fc.assert(fc.asyncProperty(text, answers), { numRuns: 200 });
    });

    const damaged = (whole: () => string) =>
        fc.asyncProperty(fc.nat(), fc.nat({ max: 60 }), fc.string({ maxLength: 8 }), (at, length, put) => {
            const start = at % whole().length;
            return answers(whole().slice(0, start) + put + whole().slice(start + length));
        });

    it("there is an answer to a damaged form", async () => {
        await fc.assert(
            damaged(() => form),
            { numRuns: 100 },
        );
    });

    it("there is an answer to a response with anything in one place", async () => {
        const xml = await responseXml({ signed: false });
        const property = fc.asyncProperty(
            fc.nat(),
            fc.nat({ max: 60 }),
            fc.string({ maxLength: 8 }),
            (at, length, put) => {
                const start = at % xml.length;
                return answers(xml.slice(0, start) + put + xml.slice(start + length));
            },
        );
        await fc.assert(property, { numRuns: 150 });
    });

    it("there is an answer to a damaged recording", async () => {
        await fc.assert(
            damaged(() => recording),
            { numRuns: 150 },
        );
    });

    it("there is an answer to any JSON in the place of a recording's entries", async () => {
        const log = fc.jsonValue().map((entries) => JSON.stringify({ log: { entries: [entries] } }));
        await fc.assert(fc.asyncProperty(log, answers), { numRuns: 150 });
    });
});
