// The stack: configuration in, one ConnectSso, outputs. Not here: resources, rules, checks.
import { ConnectSso } from "./components/index";
import { readConfiguration } from "./config";

const sso = new ConnectSso("sso", readConfiguration());

/** Address people start from. */
export const signInUrl = sso.signInUrl;
/** Address of the Contact Control Panel, as Amazon Connect Streams takes it. */
export const ccpUrl = sso.ccpUrl;
/** Where AWS leads people after sign-in. */
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
/** Thumbprint, end date and activation command of each signing certificate, by its name. */
export const certificates = sso.certificates;
/** What was not checked before deployment, in words. */
export const notChecked = sso.notChecked;
