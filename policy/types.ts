/** Type tokens of the resources that the rules read. */
import { awsTypes, entraTypes } from "../rules/resourceTypes";

export const types = {
    ...entraTypes,
    ...awsTypes,
    /** Beside the users of IAM. */
    connectUser: awsTypes.user,
    synchronizationSecret: "azuread:index/synchronizationSecret:SynchronizationSecret",
    iamUser: "aws:iam/user:User",
    iamUserPolicy: "aws:iam/userPolicy:UserPolicy",
    iamUserPolicyAttachment: "aws:iam/userPolicyAttachment:UserPolicyAttachment",
    accessKey: "aws:iam/accessKey:AccessKey",
} as const;
