/** A token signing certificate of a service principal. */
import { thumbprintOf } from "../../rules/saml";
import type { EntraSigningCertificate } from "./deployment";
import type { State } from "./exportedState";
import { text } from "./properties";
import { valueAt } from "./pulumiValue";
import type { StateResource } from "./stateResource";
import { componentTypes } from "./types";
import { isUnreadable, type Readable } from "./unreadable";

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export function readSigningCertificate(certificate: StateResource, state: State): EntraSigningCertificate {
    const value = text(certificate, "value", { what: "the value" });
    return {
        name: certificateName(certificate, state),
        thumbprint: thumbprint(text(certificate, "thumbprint", { what: "the thumbprint" }), value),
        value,
        notBefore: text(certificate, "startDate", { what: "the start" }),
        notAfter: text(certificate, "endDate", { what: "the end" }),
    };
}

/** As the resource of a certificate, or of its activation, has it. */
export function thumbprintIn({ outputs, inputs }: StateResource): string | undefined {
    const found = valueAt([outputs, inputs], "thumbprint");
    return typeof found === "string" ? found : undefined;
}

/** `EntraSamlApp` calls the certificate of the entry `2026` `<its own name>-2026`. */
function certificateName({ name, parent }: StateResource, state: State): string {
    const component = state.byUrn.get(parent ?? "");
    const prefix = `${component?.name}-`;
    return component?.type === componentTypes.entraSamlApp && name.startsWith(prefix) && name.length > prefix.length
        ? name.slice(prefix.length)
        : name;
}

function thumbprint(exported: Readable<string>, value: Readable<string>): Readable<string> {
    if (!isUnreadable(exported)) {
        return exported.toUpperCase();
    }
    if (isUnreadable(value) || value === "" || !base64.test(value)) {
        return exported;
    }
    return thumbprintOf(Buffer.from(value, "base64"));
}
