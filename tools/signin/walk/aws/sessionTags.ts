/** Session tags: claims `PrincipalTag:…`, which few have. */
import { listOf, quote } from "../../../../rules/text";
import { awsAttributes } from "../../saml/names";
import type { SamlAssertion } from "../../saml/response";
import type { Trail } from "../trail";

/** IAM guide, "Passing session tags in AWS STS"; the fifty tags that it allows are more than a claims policy can make. */
const most = { keyCharacters: 128, valueCharacters: 256 };
/** STS API reference, `Tag`. */
const accepted = /^[\p{L}\p{Z}\p{N}_.:/=+@-]*$/u;

/** Beyond the limits STS refuses; in which words, and whether before the trust policy, is documented nowhere. */
export function checkSessionTags(trail: Trail, { attributes }: SamlAssertion): void {
    const about = "sessionTags";
    const prefix = awsAttributes.principalTagPrefix;
    const tags = attributes
        .filter(({ name }) => name.startsWith(prefix))
        .map(({ name, values }) => ({ key: name.slice(prefix.length), values }));
    if (tags.length === 0) {
        return;
    }
    const keys = tags.map(({ key }) => key.toLowerCase());
    const wrong = [
        ...tags.flatMap(({ key, values }) => [
            ...(key.length > most.keyCharacters ? [`the key ${quote(key)} has ${key.length} characters`] : []),
            ...(values.some((value) => value.length > most.valueCharacters)
                ? [`the value of ${quote(key)} has more than ${most.valueCharacters} characters`]
                : []),
            ...([key, ...values].some((text) => !accepted.test(text))
                ? [`the key or the value of ${quote(key)} contains characters that AWS does not accept`]
                : []),
            ...(values.length > 1 ? [`${quote(key)} has ${values.length} values`] : []),
        ]),
        ...keys
            .filter((key, index) => keys.indexOf(key) !== index)
            .map((key) => `${quote(key)} comes twice (upper and lower case are the same)`),
    ];
    if (wrong.length === 0) {
        trail.checked(about, listOf(tags.map(({ key }) => key)));
        return;
    }
    trail.unknown(about, {
        what: "whether STS takes the session tags",
        why: wrong.join("; "),
        supply: `keep to tags with a key of ${most.keyCharacters} and one value of ${most.valueCharacters} characters at most: letters, digits, spaces and _ . : / = + - @`,
    });
}
