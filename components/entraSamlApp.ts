import * as pulumi from "@pulumi/pulumi";
import { entraEnvironments } from "../rules/entra";
import type { EntraSamlAppArgs, SigningCertificateFacts } from "./args/entraSamlAppArgs";
import { checkArgs, notChecked } from "./internal/args";
import { buildApp } from "./internal/build/entraSamlApp";
import {
    defaultCertificates,
    entraSamlAppFields,
    findAppLockouts,
    findCertificateProblems,
    findEndDatesOutOfRange,
    findSignerLost,
    type RegisteredApp,
} from "./internal/check/entraSamlApp";
import { tenantProblems } from "./internal/connectSsoFacts";
import { contextOf } from "./internal/context";
import { endOutputsWhenRefused } from "./internal/endOfRun";
import { joined } from "./internal/guards";
import { identifierGuard } from "./internal/identifierHolder";
import { lockoutGuard } from "./internal/lockoutGuard";
import { azureadCaller } from "./internal/lookups";
import { findIdentifierTaken } from "./internal/runNames";

/**
 * An enterprise application of Microsoft Entra ID in SAML mode, with a metadata document derived from its certificates.
 * It works for any SAML service.
 */
export class EntraSamlApp extends pulumi.ComponentResource {
    /** Application (client) id. */
    readonly clientId: pulumi.Output<string>;
    /** Resource id of the service principal, `/servicePrincipals/<object id>`. */
    readonly servicePrincipalId: pulumi.Output<string>;
    /** Object id of the service principal, a GUID. */
    readonly servicePrincipalObjectId: pulumi.Output<string>;
    /** Entity id of the tenant: the issuer of its SAML responses. */
    readonly entityId: pulumi.Output<string>;
    /** SAML metadata with every certificate. The same certificates give the same bytes. */
    readonly samlMetadataDocument: pulumi.Output<string>;
    /** Thumbprint, end date and activation command of each certificate, by its name. */
    readonly certificates: pulumi.Output<Record<string, SigningCertificateFacts>>;
    /** Address where people start to sign in. */
    readonly signInUrl: pulumi.Output<string>;
    /** What could not be checked before deployment, in words. */
    readonly notChecked: pulumi.Output<string[]>;

    /** @throws {ConnectEntraSsoError} that lists all invalid arguments */
    constructor(name: string, args: EntraSamlAppArgs, opts?: pulumi.ComponentResourceOptions) {
        const context = contextOf("EntraSamlApp", name, args, opts);
        const { refusals } = context;
        const checked = checkArgs<EntraSamlAppArgs>(args, entraSamlAppFields, refusals);
        const app = checked.args;
        context.rejectInvalid([...checked.problems, ...findCertificateProblems(app)]);
        const caller = pulumi.output(azureadCaller(context.lookups.azuread, refusals));
        const tenantId = pulumi.all([app.tenantId, caller]).apply(async ([configured, { tenantId: actual }]) => {
            await refusals.unlessNone(tenantProblems(configured, actual));
            return configured ?? actual;
        });
        const identifier = pulumi.all([app.identifier, tenantId]).apply(async ([value, tenant]) => {
            await refusals.unlessNone(findIdentifierTaken(value, tenant, context));
            return value;
        });
        const { hooks: identifierHooks, lookedUp } = identifierGuard(context, identifier, "Write another identifier");
        const lockouts = lockoutGuard<RegisteredApp>(
            context,
            async (before, after, outputs) => [
                ...findAppLockouts(before, after, outputs.certificates),
                ...(await findSignerLost(before, after, outputs, context.graph)),
            ],
            (before, after, whole) => (whole ? findEndDatesOutOfRange(before, after) : []),
        );
        super(
            context.type,
            name,
            {
                ...app,
                identifier: lookedUp,
                tenantId,
                certificates: app.certificates ?? defaultCertificates,
                appRoleAssignmentRequired: app.appRoleAssignmentRequired ?? true,
                environment: app.environment ?? entraEnvironments.global,
                protection: app.protection ?? true,
            },
            { ...opts, hooks: joined(opts?.hooks, lockouts, identifierHooks) },
        );
        const {
            isNew: _,
            identified,
            findSignerLeaving: __,
            ...outputs
        } = buildApp(this, { ...app, identifier, tenantId }, caller, identifierHooks, context);
        this.clientId = outputs.clientId;
        this.servicePrincipalId = outputs.servicePrincipalId;
        this.servicePrincipalObjectId = outputs.servicePrincipalObjectId;
        this.entityId = outputs.entityId;
        this.samlMetadataDocument = outputs.samlMetadataDocument;
        this.certificates = outputs.certificates;
        this.signInUrl = outputs.signInUrl;
        this.notChecked = notChecked(checked, this, refusals, (unknown) =>
            unknown.includes("identifier")
                ? ["Whether another application of the tenant has the identifier: it is not known before deployment."]
                : [],
        );
        endOutputsWhenRefused(this);
        // Without outputs until there is an identifier, too, so that the next run looks for what this one left.
        const whole = identified.then(() => true);
        this.registerOutputs({ ...outputs, notChecked: this.notChecked, whole });
    }
}
