// The stack: configuration in, one ConnectSso, outputs. Not here: resources, rules, checks.
import { ConnectSso } from "./components/index";
import { readConfiguration } from "./config";

const sso = new ConnectSso("sso", readConfiguration());

/** Address where people start to sign in. */
export const signInUrl = sso.signInUrl;
/** `loginUrl` of Amazon Connect Streams, for pages that embed the Contact Control Panel. */
export const embeddedSignInUrl = sso.embeddedSignInUrl;
/** Address of the Contact Control Panel, as Amazon Connect Streams takes it. */
export const ccpUrl = sso.ccpUrl;
/** Address where AWS sends people after sign-in. */
export const relayState = sso.relayState;
/** Id of the Connect instance. */
export const instanceId = sso.instanceId;
/** ARN of the Connect instance. */
export const instanceArn = sso.instanceArn;
/** ARN of the role people assume. */
export const roleArn = sso.roleArn;
/** ARN of the IAM SAML provider. */
export const samlProviderArn = sso.samlProviderArn;
/** Client id of the Entra application. */
export const clientId = sso.clientId;
/** Object id of the application's service principal. */
export const servicePrincipalObjectId = sso.servicePrincipalObjectId;
/** Entity id of the tenant: the issuer of its SAML responses. */
export const entityId = sso.entityId;
/** Thumbprint, end date and activation command of each signing certificate, by its name. */
export const certificates = sso.certificates;
/** By origin: the command that approves it. */
export const approvedOrigins = sso.approvedOrigins;
/** What was not checked before deployment, in words; empty when everything was. */
export const notChecked = sso.notChecked;
