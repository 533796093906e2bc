/**
 * Whether words of which nothing is known may be quoted. A secret has many forms and no list of them is whole, so that only
 * plain prose is: words of letters with sentence marks, none of which announces a secret.
 */

const word = /^["'“”„‘’(]*\p{L}[\p{L}'’-]{0,19}["'“”‘’),.;!?…]*$/u;
const announces =
    /pass|pwd|kennwort|contrase|mot de passe|secret|token|key|code|cookie|credential|session|signature|auth(?!enti)|bearer|pin\b/i;
const fewestWords = 2;
const most = 60;

/** The beginning, in quotation marks; undefined where it may hold a secret. */
export function quotable(text: string): string | undefined {
    const plain = text.slice(0, 4000).replace(/\s+/g, " ").trim();
    const words = plain.split(" ");
    const isProse = words.length >= fewestWords && words.every((one) => word.test(one)) && !announces.test(plain);
    return isProse ? JSON.stringify(plain.length > most ? `${plain.slice(0, most - 1)}…` : plain) : undefined;
}
