/** What an XML text is, by its first element. */

/** Why a message is of no use here, and what to give instead. */
interface Useless {
    problem: string;
}

export type SamlMessage = "response" | "assertion" | Useless;

export const request: Useless = {
    problem:
        "it is a SAMLRequest, with which a service starts a sign-in; AWS starts none: give the SAMLResponse, or a HAR file",
};
const metadata: Useless = {
    problem: "it is a metadata document, not a response; give the SAMLResponse of the sign-in, or a HAR file",
};
export const wsTrust: Useless = {
    problem:
        "it is a response of WS-Federation or WS-Trust, and AWS takes SAML 2.0 only: set up the application for SAML",
};

const messages: Readonly<Record<string, SamlMessage>> = {
    Response: "response",
    Assertion: "assertion",
    EncryptedAssertion: "assertion",
    AuthnRequest: request,
    LogoutRequest: request,
    EntityDescriptor: metadata,
    EntitiesDescriptor: metadata,
    LogoutResponse: {
        problem: "it is a LogoutResponse, with which a sign-out ends; give the SAMLResponse of the sign-in",
    },
    ArtifactResponse: {
        problem:
            "it is an ArtifactResponse, which AWS does not ask for: it takes a response from a form (HTTP-POST binding)",
    },
};

export function messageOf(xml: string): SamlMessage | undefined {
    const name = rootName(xml) ?? "";
    return Object.hasOwn(messages, name) ? messages[name] : undefined;
}

/** The local name of the first element, behind prolog, comments and a DOCTYPE. */
function rootName(xml: string): string | undefined {
    let at = 0;
    for (;;) {
        at += /^[\ufeff\s]*/.exec(xml.slice(at, at + 4096))?.[0].length ?? 0;
        const end = endOfProlog(xml, at);
        if (end === undefined) {
            return /^<(?:[\w.-]{1,100}:)?([A-Za-z_][\w.-]{0,100})[\s/>]/.exec(xml.slice(at, at + 300))?.[1];
        }
        const found = xml.indexOf(end, at);
        if (found < 0) {
            return undefined;
        }
        at = found + end.length;
    }
}

/** What ends the declaration, comment or DOCTYPE that stands there. */
function endOfProlog(xml: string, at: number): string | undefined {
    if (xml.startsWith("<?", at)) {
        return "?>";
    }
    if (xml.startsWith("<!--", at)) {
        return "-->";
    }
    if (xml.startsWith("<!", at)) {
        return /^<![^>[]{0,1000}\[/.test(xml.slice(at, at + 1010)) ? "]>" : ">";
    }
    return undefined;
}
