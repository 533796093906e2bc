/** What must not be seen again, taken out of what is shown. Never throws; time is linear. Names of people stay. */

import { isGuid } from "../../../rules/text";
import { formDecoded } from "../decoded";

/** Query parameters whose values help to explain a sign-in and are no secret. Every other value is taken out. */
const shown = new Set(
    (
        "tenantid relaystate destination new_domain vdiplatform region client_id clientid appid applicationid " +
        "redirect_uri response_type response_mode scope prompt resource error error_subcode error_description " +
        "error_uri login_hint username domain_hint whr wa wtrealm lc mkt claims_locale instance_aware hashargs " +
        "issuccess iscomplete"
    ).split(" "),
);

const isGone = (text: string) => /^…\(redacted, \d{1,9} characters\)$/.test(text);
const gone = (length: number) => `…(redacted, ${length} characters)`;

/**
 * A URL that may be shown: without user and password, fragment (the name of an algorithm at www.w3.org and the number of an identifier, `#2`, aside), and the values of its query, those aside that are known to
 * be harmless (`RelayState`, `destination`, `tenantId`…), no opaque word of 24 characters or more (a GUID aside) and not longer than
 * 200 characters, and small numbers, `true`, `false`. A value that is a URL itself is treated alike. Of another scheme than http and https the scheme remains.
 */
export function redactUrl(url: string): string {
    return redactUrlAt(url, 0);
}

function redactUrlAt(url: string, depth: number): string {
    const scheme = /^\s*([a-z][a-z0-9+.-]{0,30}):/i.exec(url.slice(0, 100))?.[1];
    if (scheme !== undefined && !/^https?$/i.test(scheme)) {
        return `${scheme}:${gone(url.length - scheme.length - 1)}`;
    }
    const hash = url.indexOf("#");
    const beforeHash = hash < 0 ? url : url.slice(0, hash);
    const question = beforeHash.indexOf("?");
    const address = question < 0 ? beforeHash : beforeHash.slice(0, question);
    const query = question < 0 ? "" : `?${redactQuery(beforeHash.slice(question + 1), depth)}`;
    const fragment = hash < 0 ? "" : url.slice(hash + 1);
    const isAlgorithm =
        /^https?:\/\/www\.w3\.org\/[\w/.-]{1,60}$/i.test(beforeHash) && /^[a-z][a-z0-9-]{0,30}$/i.test(fragment);
    const shownFragment =
        isAlgorithm || isGone(fragment) || /^\d{1,4}$/.test(fragment) ? fragment : gone(fragment.length);
    return `${redactAddress(address)}${query}${fragment === "" ? "" : `#${shownFragment}`}`;
}

function redactAddress(address: string): string {
    const [, start = "", authority = "", path = ""] =
        /^((?:https?:)?[\\/]{2})?([^/]*)([\s\S]*)$/i.exec(address.trim()) ?? [];
    const user = start === "" ? -1 : authority.lastIndexOf("@");
    const host = user < 0 ? authority : `${gone(user)}@${authority.slice(user + 1)}`;
    const segments = `${host}${path}`.split("/").map((segment) => {
        const parameter = segment.indexOf(";");
        const plain =
            parameter < 0 ? segment : `${segment.slice(0, parameter)};${gone(segment.length - parameter - 1)}`;
        return /^[\w+=%-]{61,}$/.test(plain) ? gone(plain.length) : redactTokens(plain);
    });
    return `${start}${segments.join("/")}`;
}

function redactQuery(query: string, depth: number): string {
    return query.replace(/([^&=]*)(=?)([^&]*)/g, (_whole, name: string, equals: string, value: string) => {
        // A name is words, not digits: else it may be a value without a name.
        const shownName = /^[A-Za-z_.%-]{0,30}$/.test(name) ? name : gone(name.length);
        return equals === "" ? shownName : `${shownName}=${redactValue(formDecoded(name), value, depth)}`;
    });
}

function redactValue(name: string, value: string, depth: number): string {
    if (/^(?:true|false|\d{0,4})$/i.test(value) || isGone(value)) {
        return value;
    }
    const harmless = shown.has(name.toLowerCase().replace(/^amp;/, ""));
    if (!harmless || value.length > 200 || depth > 3) {
        return gone(value.length);
    }
    const plain = formDecoded(value);
    if (/^(?=.*\d)(?=.*[a-z])[\w+=~.-]{24,}$/i.test(plain) && !isGuid(plain)) {
        return gone(value.length);
    }
    const redacted = /[/?#]|:\/\//.test(plain) ? redactUrlAt(plain, depth + 1) : redactTokens(plain);
    return redacted === plain ? value : redacted;
}

const labels =
    "access_token|id_token|refresh_token|client_secret|client_info|client_assertion|session_state|sso_nonce|flowtoken|" +
    "sft|sctx|(?:api)?canary|passw(?:or)?d|passwd|pwd|secretaccesskey|aws_secret_access_key|aws_session_token|sessiontoken|" +
    "securitytoken|sessionkey|accesskeyid|signintoken|ests[a-z]{0,20}|passwort|kennwort|x-amz-security-token|x-amz-signature|x-amz-credential|samlresponse|samlrequest";
const labelled = new RegExp(`\\b(${labels})(["']?[ \\t]*[:=][ \\t]*["']?)(?!…\\(redacted, )([^\\s"'&,;<>}]{4,})`, "gi");

/**
 * A text that may be shown: without private keys, SAML messages, values of cookie and authorization headers, secret
 * parameters of URLs, tokens, AWS keys, hexadecimal over 40 digits (a SHA-1 thumbprint stays) and base64 over 120 characters.
 */
export function redactText(text: string): string {
    const plain = text
        .replace(/-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g, cut)
        .replace(
            /(?:<|&lt;)(?:[\w.-]{1,40}:)?(?:Encrypted)?(?:Response|Assertion)(?=[\s>&])[\s\S]*?(?:(?:<|&lt;)\/(?:[\w.-]{1,40}:)?(?:Encrypted)?(?:Response|Assertion)(?:>|&gt;)|$)/g,
            (whole) => `…(SAML redacted, ${whole.length} characters)`,
        )
        .replace(
            /((?:set-cookie2?|cookie|(?:proxy-)?authorization|x-amz-security-token)["']?[ \t]{0,9}:[ \t]{0,9})([^\r\n]+)/gi,
            (_whole, head: string, value: string) => `${head}${gone(value.length)}`,
        )
        .replace(/\bhttps?:\/\/(?:…\(redacted, \d{1,9} characters\)|[^\s"'<>])+/gi, redactUrl);
    return redactTokens(plain);
}

/** Tokens and keys by their own form. */
function redactTokens(text: string): string {
    return text
        .replace(/(?<![\w-])eyJ[\w-]*\.[\w-]+(?:\.[\w-]*){0,3}/g, cut)
        .replace(
            /\b(Bearer|Basic)[ \t]{1,9}([\w.~+/=-]{8,})/g,
            (_whole, head: string, value: string) => `${head} ${gone(value.length)}`,
        )
        .replace(
            labelled,
            (_whole, name: string, between: string, value: string) => `${name}${between}${gone(value.length)}`,
        )
        .replace(/(?<![A-Za-z0-9+/=_%-])[A-Za-z0-9+/=_%-]{121,}/g, cut)
        .replace(/(?<![A-Za-z0-9+/])(?:[A-Za-z0-9+/]{60,120}[ \t]{0,9}\r?\n[ \t]{0,9}){2,}[A-Za-z0-9+/=]*/g, cut)
        .replace(/\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b/g, cut)
        .replace(/\b[0-9a-f]{41,}\b/gi, cut);
}

function cut(whole: string): string {
    return gone(whole.length);
}
