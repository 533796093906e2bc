/** The page on which AWS asks which of several roles to take. Never throws; time is linear. */
import { Parser } from "htmlparser2";
import { parse } from "./html";

/** More roles than these are not listed. */
const mostRoles = 100;

/** The roles that a saved or recorded page offers, by their ARNs; undefined for any other page. */
export function rolesOfPage(html: string): string[] | undefined {
    if (!html.includes("roleIndex")) {
        return undefined;
    }
    const roles = new Set<string>();
    const parser = new Parser({
        onopentag(name, { name: field, value = "" }) {
            if (name === "input" && field === "roleIndex" && value !== "" && roles.size < mostRoles) {
                roles.add(value);
            }
        },
    });
    parse(parser, html);
    return roles.size === 0 ? undefined : [...roles];
}

/** The roles that its copied words offer, below the line of their account; undefined for any other text. */
export function rolesOfWords(text: string): string[] | undefined {
    const [, list] = /\bselect a role\b\s{0,9}:?([\s\S]{1,20000})/i.exec(text.slice(0, 50_000)) ?? [];
    if (list === undefined || !/\baccount\s{0,9}:[^\n]{0,200}\d{12}/i.test(list)) {
        return undefined;
    }
    const lines = list.split(/\r?\n/).map((line) => line.replace(/^[\s○◯●◉*()•-]+/, "").trim());
    const end = lines.findIndex((line) => /^sign in$/i.test(line));
    const roles = new Set<string>();
    let account = "";
    for (const line of lines.slice(0, end < 0 ? lines.length : end)) {
        account = /^account\s{0,9}:.{0,200}?(\d{12})/i.exec(line)?.[1] ?? account;
        if (/^[\w+=,.@/-]{1,128}$/.test(line)) {
            roles.add(`arn:aws:iam::${account}:role/${line}`);
        }
    }
    return roles.size === 0 ? undefined : [...roles].slice(0, mostRoles);
}
