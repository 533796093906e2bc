/** Types of the resources that are read. */
import { awsTypes, cognitoTypes, componentTypes, entraTypes } from "../../rules/resourceTypes";

export { awsTypes, cognitoTypes, componentTypes, entraTypes };

/** Components that have an application of their own within them, and say which of its certificates there are. */
export const ownersOfApplications: ReadonlySet<string | undefined> = new Set([
    componentTypes.connectSso,
    componentTypes.cognitoFederation,
]);

/** Components whose inputs have the certificates of an application, and the cloud of its tenant. */
export const applicationComponents: readonly string[] = [
    componentTypes.connectSso,
    componentTypes.cognitoFederation,
    componentTypes.entraSamlApp,
];

export const modelledTypes: ReadonlySet<string> = new Set([
    ...Object.values(entraTypes),
    ...Object.values(awsTypes),
    ...Object.values(cognitoTypes),
    ...Object.values(componentTypes),
]);
