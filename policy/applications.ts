/** Applications of Entra that sign people in to AWS. */
import { awsPartitions } from "../rules/awsSignIn";
import { isRecord } from "../rules/record";
import { propertyOf, type Resource } from "./resource";
import type { Stack } from "./stack";
import { types } from "./types";
import { textsOf } from "./values";

/** An application whose people come to AWS, as far as it is in the stack. */
export interface AwsApplication {
    application?: Resource;
    servicePrincipal?: Resource;
}

export function awsApplications(stack: Stack): AwsApplication[] {
    const principals = stack.ofType(types.servicePrincipal).map((servicePrincipal) => {
        const [application] = applicationOf(servicePrincipal, "clientId", stack);
        return { servicePrincipal, ...(application === undefined ? {} : { application }) };
    });
    const alone = stack
        .ofType(types.application)
        .filter((one) => !principals.some(({ application }) => application === one))
        .map((application) => ({ application }));
    return [...principals, ...alone].filter((one) => signsInToAws(one, stack));
}

/** The application that a property names by its client id or its resource id. */
export function applicationOf(from: Resource, property: string, stack: Stack): Resource[] {
    return stack.named(from, property, types.application, ["clientId", "id"]);
}

/** Identifiers that an application has, in its own list and by resources of their own. */
export function identifiersOf(application: Resource, stack: Stack): string[] {
    const added = stack
        .ofType(types.identifierUri)
        .filter((one) => applicationOf(one, "applicationId", stack).includes(application))
        .map((one) => propertyOf(one, "identifierUri"));
    return [...textsOf(application.inputs?.identifierUris), ...textsOf(added)];
}

/** The gallery's "AWS Single-Account Access", which brings its reply URL along. */
const awsTemplate = "8b1025e4-1dd2-430b-a150-2ef79cd700f5";
const signInHosts = Object.values(awsPartitions).map(({ signInHost }) => signInHost);
const audiences = Object.values(awsPartitions).map(({ audience }) => audience);

function signsInToAws({ application, servicePrincipal }: AwsApplication, stack: Stack): boolean {
    const web = application && propertyOf(application, "web");
    const replyUrls = isRecord(web) ? textsOf(web.redirectUris) : [];
    const settings = servicePrincipal && propertyOf(servicePrincipal, "samlSingleSignOn");
    const relayState = isRecord(settings) ? String(settings.relayState) : "";
    return (
        (application !== undefined && propertyOf(application, "templateId") === awsTemplate) ||
        replyUrls.some(isAwsAddress) ||
        /\/connect\/federate\//.test(relayState) ||
        (application !== undefined && identifiersOf(application, stack).some(isAwsIdentifier))
    );
}

/** Not that of IAM Identity Center, whose sign-ins begin there: `/platform/saml/…`. */
function isAwsAddress(url: string): boolean {
    const [, host = ""] = /^https:\/\/(?![^/]*\/platform\/)([^/?#]+)/.exec(url) ?? [];
    return host.endsWith(".sign-in.connect.aws") || signInHosts.some((one) => host === one || host.endsWith(`.${one}`));
}

/** What AWS calls itself, also with the `#…` by which several applications of a tenant have it. */
export function isAwsIdentifier(identifier: string): boolean {
    const [plain = ""] = identifier.split("#");
    return audiences.includes(plain) || isAwsAddress(plain);
}
