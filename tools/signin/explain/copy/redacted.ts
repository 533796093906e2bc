/** Values that somebody took out of a copy before they showed it. Never throws; time is linear. */
import type { Element } from "@xmldom/xmldom";
import { quote } from "../../../../rules/text";
import { awsAttributes } from "../../saml/names";
import type { ReadResponse } from "../../saml/response";
import { isBase64 } from "../input/alphabet";
import { elementsOf, hasElements, textsOf } from "./layout";
import { takenOut } from "./placeholders";
import { cutShort } from "./repair";

const words =
    /redact|removed|\bmasked|\bhidden\b|omitted|\bsnip|anonymi[sz]|saniti[sz]|obfuscat|truncat|censored|confidential|placeholder|\byour[-_ ]|[-_]here\b|\bexample value\b/i;
const signs =
    /x{5,}|\*{3,}|[•█●]{3,}|…|\.{3,}|#{4,}|\?{4,}|_{5,}|-{6,}|^(?:\[[^\]]*\]|\{\{?[^}]*\}\}?|<[^>]*>|\$\{[^}]*\}|-{2,}|x{2,}|n\/a|null)$/i;
const account = /^arn:aws[a-z-]*:iam::(?!\d{1,20}:)[^:]{0,60}:/i;

/** Whether a value, or a part of it, is no value but a word or sign that stands in its place. */
export function isTakenOut(value: string): boolean {
    const plain = value.trim();
    if (plain.includes(takenOut) || plain.includes(cutShort)) {
        return true;
    }
    // A certificate may have any letters in it.
    if (plain.length > 60 && isBase64(plain)) {
        return false;
    }
    return signs.test(plain) || words.test(plain) || account.test(plain);
}

/** The names of the elements and attributes of which values were taken out, each once. `fitting`: signatures that fit. */
export function namesTakenOut(root: Element, fitting: ReadResponse["signatures"] = []): string[] {
    const whole = new Set(fitting.flatMap(({ signature }) => elementsOf(signature.parentNode as Element)));
    // A signature does not stand for itself, nor for the certificate in it.
    for (const element of fitting.flatMap(({ signature }) => elementsOf(signature))) {
        whole.delete(element);
    }
    const isValue = (element: Element) => element.localName !== "StatusMessage" && !whole.has(element);
    const names = elementsOf(root)
        .filter(isValue)
        .flatMap((element) => {
            const attributes = Array.from(element.attributes).filter(
                ({ name, value }) => !/^xmlns/.test(name) && isTakenOut(value),
            );
            const isValueOut = hasElements(element)
                ? textsOf(element).some(({ nodeValue }) => isTakenOut(nodeValue ?? ""))
                : isTakenOut(element.textContent ?? "") || isEmptied(element);
            return [...attributes.map(({ name }) => name), ...(isValueOut ? [nameOf(element)] : [])];
        });
    return [...new Set(names)];
}

/** Without these no response is sent: an empty one was emptied. */
const isEmptied = ({ localName, textContent }: Element) =>
    /^(?:Issuer|Audience|DigestValue|SignatureValue|X509Certificate)$/.test(localName ?? "") &&
    textContent?.trim() === "";

const shortNames = new Map(
    Object.entries(awsAttributes).map(([, name]) => [name as string, name.split("/").at(-1) ?? name]),
);

/** An attribute's value goes by the attribute's name. */
function nameOf(element: Element): string {
    const local = element.localName ?? element.nodeName;
    const parent = element.parentNode as Element | null;
    const name = local === "AttributeValue" ? parent?.getAttribute?.("Name") : undefined;
    return name === undefined || name === null || isTakenOut(name) ? local : (shortNames.get(name) ?? quote(name));
}
