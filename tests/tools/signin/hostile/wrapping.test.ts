import type { Element } from "@xmldom/xmldom";
import { expect } from "chai";
import { buildResponse } from "../../../helpers/buildResponse";
import { accepted, admin, alice, base64, content, post, sign, signedResponse } from "./attempt";
import { type Editor, edit, swap } from "./edit";
import { assertionPath, signBy } from "./sign";
import { table } from "./table";

/** Changes a response whose assertion is signed. */
const wrapped = (change: (editor: Editor) => void) => async () => edit(await signedResponse(), change);

/** Changes a response that is signed as a whole. */
const wrappedWhole = (change: (editor: Editor) => void) => async () =>
    edit(await signBy(buildResponse(content), { over: "/*" }), change);

/** A copy of the assertion that speaks of the administrator, without a signature. */
function forge({ copy }: Editor, id = "_evil"): Element {
    const evil = copy("//Assertion");
    const named = (name: string, index: number) => evil.getElementsByTagName(name).item(index);
    evil.setAttribute("ID", id);
    removeFrom(evil, named("Signature", 0));
    for (const value of [named("NameID", 0), named("AttributeValue", 1)]) {
        if (value !== null) {
            value.textContent = admin;
        }
    }
    return evil;
}

function removeFrom(parent: Element, child: Element | null): void {
    if (child !== null) {
        parent.removeChild(child);
    }
}

/** The Response becomes the forged one; the original, of the same signature, is handed to `place`. */
function forgeResponse(editor: Editor, place: (original: Element) => void): void {
    const original = editor.copy("/Response");
    removeFrom(original, original.getElementsByTagName("Signature").item(0));
    const assertion = editor.one("//Assertion");
    const evil = forge(editor);
    editor.one("/Response").setAttribute("ID", "_evil-response");
    editor.one("/Response").replaceChild(evil, assertion);
    place(original);
}

describe("A wrapped signature", () => {
    it("is none while nothing is wrapped: assertion or response signed, the good response is accepted", async () => {
        expect(await post(base64(await signedResponse()))).to.deep.equal(accepted);
        expect(await post(base64(await signBy(buildResponse(content))))).to.deep.equal(accepted);
        expect(await post(base64(await signBy(buildResponse(content), { over: "/*" })))).to.deep.equal({
            ...accepted,
            assumed: ["a signature on the response alone is enough"],
        });
    });

    table({
        "XSW1, the original response inside the signature of the forged one, is refused": {
            xml: wrappedWhole((editor) =>
                forgeResponse(editor, (original) => editor.one("/Response/Signature").appendChild(original)),
            ),
            is: "hostileResponse/signatureWrapping",
        },
        "XSW2, the original response beside the signature in the forged one, is refused": {
            xml: wrappedWhole((editor) =>
                forgeResponse(editor, (original) =>
                    editor.one("/Response").insertBefore(original, editor.one("/Response/Signature")),
                ),
            ),
            is: "hostileResponse/signatureWrapping",
        },
        "XSW3, a forged assertion before the signed one, is refused": {
            xml: wrapped((editor) => {
                const signed = editor.one("//Assertion");
                editor.one("/Response").insertBefore(forge(editor), signed);
            }),
            is: "hostileResponse/twoAssertions",
        },
        "a forged assertion after the signed one is refused": {
            xml: wrapped((editor) => editor.one("/Response").appendChild(forge(editor))),
            is: "hostileResponse/twoAssertions",
        },
        "XSW4, the signed assertion inside the forged one, is refused": {
            xml: wrapped((editor) => {
                const evil = forge(editor);
                const signed = editor.one("//Assertion");
                editor.one("/Response").replaceChild(evil, signed);
                evil.appendChild(signed);
            }),
            is: "hostileResponse/twoAssertions",
        },
        "XSW5, the signature in the forged assertion and the original at the end, is refused": {
            xml: wrapped((editor) => {
                const evil = forge(editor);
                const signed = editor.one("//Assertion");
                const signature = editor.one("//Assertion/Signature");
                editor.one("/Response").replaceChild(evil, signed);
                evil.insertBefore(signature, evil.firstChild?.nextSibling ?? null);
                editor.one("/Response").appendChild(signed);
            }),
            is: "hostileResponse/twoAssertions",
        },
        "XSW6, the original assertion inside the signature of the forged one, is refused": {
            xml: wrapped((editor) => {
                const evil = forge(editor);
                const signed = editor.one("//Assertion");
                const signature = editor.one("//Assertion/Signature");
                editor.one("/Response").replaceChild(evil, signed);
                evil.insertBefore(signature, evil.firstChild?.nextSibling ?? null);
                signature.appendChild(signed);
            }),
            is: "hostileResponse/twoAssertions",
        },
        "XSW7, a forged assertion in Extensions, is refused": {
            xml: wrapped((editor) => {
                const extensions = editor.document.createElementNS(
                    "urn:oasis:names:tc:SAML:2.0:protocol",
                    "samlp:Extensions",
                );
                extensions.appendChild(forge(editor));
                editor.one("/Response").insertBefore(extensions, editor.one("//Assertion"));
            }),
            is: "hostileResponse/twoAssertions",
        },
        "XSW8, the original assertion in an Object of the forged one's signature, is refused": {
            xml: wrapped((editor) => {
                const evil = forge(editor);
                const signed = editor.one("//Assertion");
                const signature = editor.one("//Assertion/Signature");
                const object = editor.document.createElementNS("http://www.w3.org/2000/09/xmldsig#", "Object");
                editor.one("/Response").replaceChild(evil, signed);
                evil.insertBefore(signature, evil.firstChild?.nextSibling ?? null);
                object.appendChild(signed);
                signature.appendChild(object);
            }),
            is: "hostileResponse/twoAssertions",
        },
        "XSW3 with the same ID twice is refused": {
            xml: wrapped((editor) =>
                editor.one("/Response").insertBefore(forge(editor, "_assertion-1"), editor.one("//Assertion")),
            ),
            is: "hostileResponse/twoAssertions",
        },
        "the original assertion under another name, with the ID that the signature is over, is refused": {
            xml: wrapped((editor) => {
                const evil = forge(editor);
                const signed = editor.one("//Assertion");
                const wrapper = editor.document.createElementNS("urn:contoso.example", "Kept");
                wrapper.setAttribute("ID", "_assertion-1");
                editor.one("/Response").replaceChild(evil, signed);
                editor.one("/Response").appendChild(wrapper);
                for (let child = signed.firstChild; child !== null; child = signed.firstChild) {
                    wrapper.appendChild(child);
                }
            }),
            is: "hostileResponse/signatureWrapping",
        },
        "an ID of the assertion on another element too is refused": {
            xml: async () => swap(await signedResponse(), "<samlp:Status>", '<samlp:Status ID="_assertion-1">'),
            is: "hostileResponse/signatureWrapping",
        },
        "an ID of the assertion on another element, spelled Id, is refused": {
            xml: async () => swap(await signedResponse(), "<samlp:Status>", '<samlp:Status Id="_assertion-1">'),
            is: "hostileResponse/signatureWrapping",
        },
        "Response and assertion with one ID are refused": {
            xml: () => signedResponse({ responseId: "_assertion-1" }),
            is: "hostileResponse/signatureWrapping",
        },
        "the assertion's signature moved into the Response is refused": {
            xml: wrapped(({ one }) => one("/Response").insertBefore(one("//Signature"), one("//Status"))),
            is: "hostileResponse/signatureWrapping",
        },
        "the assertion's signature moved into its Subject is refused": {
            xml: wrapped(({ one }) => one("//Subject").appendChild(one("//Signature"))),
            is: "hostileResponse/signatureWrapping",
        },
        "the assertion's signature moved to its end is accepted, since it is over the same": {
            xml: wrapped(({ one }) => one("//Assertion").appendChild(one("//Signature"))),
            is: "accepted",
        },
        "a second signature in the assertion, the first one broken, is refused": {
            xml: wrapped(({ one, copy }) => {
                const broken = copy("//Assertion/Signature");
                one("//Assertion").insertBefore(broken, one("//Assertion/Signature"));
                one("//SignatureValue").textContent = "AAAA";
            }),
            is: "hostileResponse/signatureWrapping",
        },
        "two assertions, both signed, are refused": {
            xml: async () =>
                signBy(
                    edit(await signedResponse(), (editor) =>
                        editor.one("/Response").appendChild(forge(editor, "_assertion-2")),
                    ),
                    { over: `${assertionPath}[@ID='_assertion-2']` },
                ),
            is: "hostileResponse/twoAssertions",
        },
        "an assertion inside another one's Advice is refused, signed or not": {
            xml: () =>
                sign(
                    edit(buildResponse(content), (editor) => {
                        const advice = editor.document.createElementNS(
                            "urn:oasis:names:tc:SAML:2.0:assertion",
                            "Advice",
                        );
                        advice.appendChild(forge(editor));
                        editor.one("//Assertion").appendChild(advice);
                    }),
                ),
            is: "hostileResponse/twoAssertions",
        },
        "the assertion inside another element of the Response is refused": {
            xml: wrapped(({ one }) => one("//Status").appendChild(one("//Assertion"))),
            is: "hostileResponse/signatureWrapping",
        },
    });

    it("hides no claim in the name of a namespace, which canonicalizers write as it is", async () => {
        // As Okta, Keycloak and ADFS type their values. What follows RoleSessionName's first xmlns:xsi, up to the next claim's,
        // becomes part of the name: the text that digest and signature are over stays the same.
        const typed = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string"';
        const claims = [...content.attributes, { name: "displayname", values: [admin] }];
        const unsigned = buildResponse({ ...content, attributes: claims });
        const good = await sign(unsigned.replaceAll("<AttributeValue>", `<AttributeValue ${typed}>`));
        expect(await post(base64(good))).to.deep.equal({ ...accepted, as: alice });
        const end = '-instance"';
        const from = good.indexOf(end, good.indexOf("RoleSessionName")) + end.length - 1;
        const to = good.indexOf(end, good.indexOf('Name="displayname"')) + end.length - 1;
        const before = good.slice(0, from).replace(/"([^"]*)$/, "'$1");
        const forged = `${before}${good.slice(from, to).replaceAll("<", "&lt;")}'${good.slice(to + 1)}`;
        expect(await post(base64(forged))).to.deep.equal({
            ...{ verdict: "refused", hop: "aws", message: null },
            ...{ error: "hostileResponse", causeId: "signatureWrapping" },
        });
    });
});
