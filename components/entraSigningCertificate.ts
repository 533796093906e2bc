import * as pulumi from "@pulumi/pulumi";
import type { EntraSigningCertificateArgs } from "./args/entraSigningCertificateArgs";
import { checkArgs, checkTogether, notChecked } from "./internal/args";
import { signerRegistration } from "./internal/build/signer";
import { entraSigningCertificateFields, findSignerProblems } from "./internal/check/entraSigningCertificate";
import { contextOf } from "./internal/context";
import { endOutputsWhenRefused } from "./internal/endOfRun";
import { joined } from "./internal/guards";

/**
 * Makes Entra sign with a certificate of an `EntraSamlApp`. List what must trust it first in the option `dependsOn`.
 * (`ConnectSso` and `CognitoFederation` do this themselves.)
 */
export class EntraSigningCertificate extends pulumi.ComponentResource {
    /** SHA-1 thumbprint of the certificate, in capital hex digits. */
    readonly thumbprint: pulumi.Output<string>;
    /** What could not be checked before deployment, in words. */
    readonly notChecked: pulumi.Output<string[]>;

    /** @throws {ConnectEntraSsoError} that lists all invalid arguments */
    constructor(name: string, args: EntraSigningCertificateArgs, opts?: pulumi.ComponentResourceOptions) {
        const context = contextOf("EntraSigningCertificate", name, args, opts);
        const { refusals } = context;
        const checked = checkArgs<EntraSigningCertificateArgs>(args, entraSigningCertificateFields, refusals);
        const { signingCertificate, certificates, servicePrincipalObjectId } = checked.args;
        context.rejectInvalid([...checked.problems, ...findSignerProblems(checked.args)]);
        const known = checkTogether({ signingCertificate, certificates }, findSignerProblems, refusals);
        const signer = signerRegistration(
            { signingCertificate, certificates: known.apply((it) => it.certificates), servicePrincipalObjectId },
            { otherwise: "leave out this component, and run the activation command in the output certificates" },
            undefined,
            context,
        );
        super(context.type, name, signer.inputs, {
            ...opts,
            ignoreChanges: signer.opts.ignoreChanges ?? [],
            hooks: joined(opts?.hooks, signer.opts.hooks),
        });
        this.thumbprint = pulumi.output(signer.inputs.thumbprint as pulumi.Output<string>);
        this.notChecked = notChecked(checked, this, refusals);
        endOutputsWhenRefused(this);
        this.registerOutputs({ thumbprint: this.thumbprint, notChecked: this.notChecked });
    }
}
