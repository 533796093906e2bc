/** Lists of roles, as they are read and written. */
import { listOf } from "../../../rules/text";

const mostNamed = 5;

/** The names of roles, given by ARN or name, with their accounts where names alone are not enough, and how many more there are. */
export function rolesInWords(roles: readonly string[]): string {
    const short = roles.map((role) => role.split("/").at(-1) ?? role);
    const isUnique = new Set(short).size === roles.length;
    const names = isUnique ? short : roles.map((role, index) => `${short[index]} (${role.split(":")[4] ?? role})`);
    return listOf(
        names.length > mostNamed ? [...names.slice(0, mostNamed), `${names.length - mostNamed} more`] : names,
    );
}

/** More roles than these are not listed. */
const mostRoles = 100;

/** Of AWS's page, and of the tools that ask in its place: saml2aws, aws-azure-login, gimme-aws-creds, aws-adfs, okta-aws-cli. */
const question = /\b(?:select|choose|pick|which)\b[^\n]{0,20}\brole\b|^\s{0,9}\?\s{1,9}role\s{0,9}:/im;
const account = /^(?:account\s{0,9}:)?[^/\n]{0,200}?\b(\d{12})\b(?:[^/\n]{0,99}?\/\s{0,9}(?=[\w+=,.@-]{1,64}$))?/i;
const mark = /^[\s>❯○◯●◉*()•-]*(?:(?:\[\s{0,9}\d{1,3}\s{0,9}\]|\d{1,3}(?=\s{0,9}[).:-]))\s{0,9}[).:-]?\s{0,9})?/;
const ends = /^(?:sign.?in|selection\s{0,9}:.*)$/i;

/** The ARNs of the roles that a copied text asks to choose from, below the lines of their accounts or with them; undefined for any other. */
export function rolesAskedFor(text: string): string[] | undefined {
    const start = text.slice(0, 50_000);
    const asked = question.exec(start);
    if (asked === null) {
        return undefined;
    }
    const lines = start.slice(asked.index + asked[0].length, asked.index + 20_000).split(/\r?\n/);
    const roles = new Set<string>();
    let of = "";
    for (const line of lines.slice(1)) {
        const plain = line.replace(mark, "").trim();
        if (ends.test(plain) || roles.size === mostRoles) {
            break;
        }
        const { 0: head = "", 1: id = "" } = plain.startsWith("arn:") ? [] : (account.exec(plain) ?? []);
        of = id === "" ? of : id;
        const name = plain.slice(head.length);
        if (/^arn:aws[a-z-]*:iam::\d{12}:role\/[\w+=,.@/-]{1,600}$/.test(name)) {
            roles.add(name);
        } else if (of !== "" && /^[\w+=,.@/-]{1,128}$/.test(name)) {
            roles.add(`arn:aws:iam::${of}:role/${name}`);
        }
    }
    return roles.size === 0 ? undefined : [...roles];
}
