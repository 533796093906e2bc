import * as pulumi from "@pulumi/pulumi";
import { quote } from "../../../rules/text";
import type { SigningCertificateFacts } from "../../args/entraSamlAppArgs";
import type { Context } from "../context";
import { Part } from "../part";
import { ConnectEntraSsoError } from "../problems";
import { pace } from "../retries";
import { atCallersLine, isMocked, settle } from "../sdk";
import { activate } from "../signer/activate";
import { currentKeys } from "../signer/currentSigner";

/** Which certificate is to sign, and for what. */
export interface SignerArgs {
    /** Name of the certificate. */
    signingCertificate: string;
    /** All certificates of the application. */
    certificates: pulumi.Input<Record<string, SigningCertificateFacts>>;
    servicePrincipalObjectId: pulumi.Input<string>;
}

/** What comes before Entra signs with it. */
interface Precautions {
    /** Whether this run creates the service principal, so that nothing can be asked about it before. */
    isNew?: () => boolean;
    /** Whether the service trusts a certificate by now; undefined if it can't be asked. */
    isTrusted?: (thumbprint: string) => Promise<boolean | undefined>;
    /** How to do without: an imperative without a full stop. */
    otherwise: string;
}

/**
 * What a component registers whose step makes Entra sign with a certificate. The thumbprint is an input, so that a preview shows
 * a switch. Where Entra signs with another one than the state says, `activatedAt` is a new time: so the step comes again.
 */
export function signerRegistration(
    args: SignerArgs,
    precautions: Precautions,
    parent: pulumi.Resource | undefined,
    context: Context,
): { inputs: pulumi.Inputs; opts: pulumi.ComponentResourceOptions } {
    const { signingCertificate: name } = args;
    const { who, graph, guards } = context;
    const thumbprint = pulumi.output(args.certificates).apply((all) => all[name]?.thumbprint as string);
    // Without a reason, the time that the state has stays.
    const ignoreChanges = ["activatedAt"];
    /** What Entra signs with where that is something else. */
    let other: { chosen?: string } | undefined;
    const activatedAt = async (): Promise<string | undefined> => {
        const [wanted, principal] = await Promise.all([settle(thumbprint), settle(args.servicePrincipalObjectId)]);
        if (isMocked() || !wanted.known || !principal.known || precautions.isNew?.() === true) {
            return undefined;
        }
        const keys = await currentKeys(graph, principal.value);
        if ("failure" in keys) {
            await pulumi.log.warn(
                `${who}: Not checked: whether Entra signs with the certificate ${quote(name)}. ${keys.failure}`,
                parent,
            );
            return undefined;
        }
        if (keys.chosen === wanted.value) {
            return undefined;
        }
        other = keys;
        ignoreChanges.length = 0;
        return new Date().toISOString().replace(/\.\d+Z$/, "Z");
    };
    const hooks = guards.on(
        "signing certificate",
        ["beforeCreate", "beforeUpdate"],
        async ({ newInputs = {}, oldInputs = {} }) => {
            const wanted = String(newInputs.thumbprint);
            if (other !== undefined && oldInputs.thumbprint === wanted) {
                await warnOfDrift(args, other, context, parent);
            }
            if (!pulumi.runtime.isDryRun()) {
                await activateOrRefuse(args, wanted, precautions, context, parent);
            }
        },
        "always",
    );
    return {
        inputs: { signingCertificate: name, thumbprint, activatedAt: activatedAt() },
        opts: { ignoreChanges, hooks },
    };
}

/** Makes Entra sign with a certificate as a step of its own, once `dependsOn` is there. Ends when it does. */
export const buildSigner = atCallersLine(function buildSigner(
    parent: pulumi.ComponentResource,
    args: SignerArgs,
    dependsOn: pulumi.Resource,
    precautions: Omit<Precautions, "otherwise">,
    context: Context,
): Promise<unknown> {
    const otherwise = "set certificateActivation: false, and run the activation command in the output certificates";
    const { inputs, opts } = signerRegistration(args, { ...precautions, otherwise }, parent, context);
    const part = new Part("EntraSigningCertificate", context.name, inputs, parent, { ...opts, dependsOn });
    part.finish();
    return settle(part.urn);
});

async function activateOrRefuse(
    { signingCertificate: name, servicePrincipalObjectId }: SignerArgs,
    thumbprint: string,
    { isTrusted, otherwise }: Precautions,
    { who, graph }: Context,
    parent: pulumi.Resource | undefined,
): Promise<void> {
    const objectId = String((await settle(servicePrincipalObjectId)).value);
    try {
        const outcome = await activate(
            graph,
            { name, thumbprint, servicePrincipalObjectId: objectId },
            async () => isTrusted?.(thumbprint),
            (ms) => new Promise((resolve) => setTimeout(resolve, ms * pace())),
        );
        if (outcome === "activated") {
            await pulumi.log.info(`Entra signs with the certificate ${quote(name)} (SHA-1 ${thumbprint}) now.`, parent);
        }
    } catch (error) {
        const reason = (error instanceof Error ? error.message : String(error)).replace(/\.$/, "");
        const denied = /\b40[13]\b/.test(reason)
            ? " The caller needs the application role Application.ReadWrite.OwnedBy, as an owner, or Application.ReadWrite.All."
            : "";
        throw new ConnectEntraSsoError(`${who} can't make Entra sign with another certificate:`, [
            {
                path: ["signingCertificate"],
                message: `can't be ${quote(name)} yet: ${reason}.${denied} Then run pulumi up again; or ${otherwise}`,
            },
        ]);
    }
}

/** The state says that Entra signs with this certificate, and Entra does not. */
async function warnOfDrift(
    { certificates, signingCertificate }: SignerArgs,
    { chosen }: { chosen?: string },
    { who }: Context,
    parent: pulumi.Resource | undefined,
): Promise<void> {
    const all = Object.entries((await settle(certificates)).value as Record<string, SigningCertificateFacts>);
    const name = all.find(([, one]) => one.thumbprint === chosen)?.[0];
    const other =
        chosen === undefined
            ? "a certificate that nobody chose"
            : name === undefined
              ? `the certificate with SHA-1 ${chosen}, which this stack does not have`
              : `the certificate ${quote(name)} (SHA-1 ${chosen})`;
    await pulumi.log.warn(
        `${who}: somebody changed in Entra which certificate signs. Entra signs with ${other}; signingCertificate is ${quote(signingCertificate)}. \`pulumi up\` makes Entra sign with ${quote(signingCertificate)} again. ` +
            "If that is not what you want, change signingCertificate.",
        parent,
    );
}
