/** The properties of `aws.cognito.UserPool`, from the provider's source: terraform-provider-aws, internal/service/cognitoidp/user_pool.go */
import { between, lengthBetween, oneOf } from "../../provider/formats";
import type { Properties, Property } from "../../provider/resourceType";
import { tagProperties } from "../tags";

const text: Property = { kind: "string" };
const required: Property = { kind: "string", required: true };
const flag: Property = { kind: "boolean" };
const object = (properties: Properties, rest: Partial<Property> = {}): Property => ({
    kind: "object",
    properties,
    ...rest,
});
const chosen = (properties: Properties): Property => object(properties, { computed: true });
const computed: Property = { kind: "string", computed: true };
const readOnly: Property = { kind: "string", readOnly: true };
const setOf = (...values: string[]): Property => ({
    kind: "set",
    items: { kind: "string", format: oneOf(...values) },
});
const sender = object({ lambdaArn: required, lambdaVersion: required });

/** A change replaces the pool, and a replaced pool has none of its users. */
const replacing: Properties = {
    name: { kind: "string", replace: true, format: lengthBetween(1, 128) },
    aliasAttributes: {
        ...setOf("phone_number", "email", "preferred_username"),
        replace: true,
        conflictsWith: ["usernameAttributes"],
    },
    usernameAttributes: { ...setOf("phone_number", "email"), replace: true, conflictsWith: ["aliasAttributes"] },
    usernameConfiguration: chosen({ caseSensitive: { kind: "boolean", replace: true } }),
    region: { kind: "string", computed: true, replace: true },
};

const schema = object({
    name: { kind: "string", required: true, format: lengthBetween(1, 20) },
    attributeDataType: { kind: "string", required: true, format: oneOf("String", "Number", "DateTime", "Boolean") },
    developerOnlyAttribute: flag,
    mutable: flag,
    required: flag,
    numberAttributeConstraints: object({ minValue: text, maxValue: text }),
    stringAttributeConstraints: object({ minLength: text, maxLength: text }),
});

const signUp: Properties = {
    accountRecoverySetting: object({
        recoveryMechanisms: {
            kind: "set",
            items: object({ name: required, priority: { kind: "integer", required: true } }),
        },
    }),
    adminCreateUserConfig: chosen({
        allowAdminCreateUserOnly: flag,
        inviteMessageTemplate: object({ emailMessage: text, emailSubject: text, smsMessage: text }),
    }),
    autoVerifiedAttributes: setOf("phone_number", "email"),
    passwordPolicy: chosen({
        minimumLength: { kind: "integer", format: between(6, 99) },
        passwordHistorySize: { kind: "integer", format: between(0, 24) },
        requireLowercase: flag,
        requireNumbers: flag,
        requireSymbols: flag,
        requireUppercase: flag,
        temporaryPasswordValidityDays: { kind: "integer", format: between(0, 365) },
    }),
    signInPolicy: chosen({ allowedFirstAuthFactors: setOf("PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN") }),
    userAttributeUpdateSettings: object({
        attributesRequireVerificationBeforeUpdates: { ...setOf("phone_number", "email"), required: true },
    }),
};

const messages: Properties = {
    emailConfiguration: object({
        configurationSet: text,
        emailSendingAccount: { kind: "string", format: oneOf("COGNITO_DEFAULT", "DEVELOPER") },
        fromEmailAddress: text,
        replyToEmailAddress: text,
        sourceArn: text,
    }),
    emailMfaConfiguration: object({ message: text, subject: text }),
    emailVerificationMessage: computed,
    emailVerificationSubject: computed,
    smsAuthenticationMessage: text,
    smsConfiguration: chosen({ externalId: required, snsCallerArn: required, snsRegion: text }),
    smsVerificationMessage: computed,
    verificationMessageTemplate: chosen({
        defaultEmailOption: { kind: "string", format: oneOf("CONFIRM_WITH_LINK", "CONFIRM_WITH_CODE") },
        emailMessage: text,
        emailMessageByLink: text,
        emailSubject: text,
        emailSubjectByLink: text,
        smsMessage: text,
    }),
};

const triggers = object({
    createAuthChallenge: text,
    customEmailSender: sender,
    customMessage: text,
    customSmsSender: sender,
    defineAuthChallenge: text,
    kmsKeyId: text,
    postAuthentication: text,
    postConfirmation: text,
    preAuthentication: text,
    preSignUp: text,
    preTokenGeneration: computed,
    preTokenGenerationConfig: { ...sender, computed: true },
    userMigration: text,
    verifyAuthChallengeResponse: text,
});

export const userPoolProperties: Properties = {
    ...replacing,
    ...signUp,
    ...messages,
    deletionProtection: { kind: "string", default: "INACTIVE", format: oneOf("ACTIVE", "INACTIVE") },
    deviceConfiguration: object({ challengeRequiredOnNewDevice: flag, deviceOnlyRememberedOnUserPrompt: flag }),
    lambdaConfig: triggers,
    mfaConfiguration: { kind: "string", default: "OFF", format: oneOf("OFF", "ON", "OPTIONAL") },
    schemas: { kind: "set", items: schema },
    softwareTokenMfaConfiguration: object({ enabled: { kind: "boolean", required: true } }),
    userPoolAddOns: object({
        advancedSecurityAdditionalFlows: object({ customAuthMode: text }),
        advancedSecurityMode: { kind: "string", required: true, format: oneOf("OFF", "AUDIT", "ENFORCED") },
    }),
    userPoolTier: { kind: "string", computed: true, format: oneOf("LITE", "ESSENTIALS", "PLUS") },
    webAuthnConfiguration: object({ relyingPartyId: text, userVerification: text }),
    ...tagProperties,
    arn: readOnly,
    creationDate: readOnly,
    customDomain: readOnly,
    domain: readOnly,
    endpoint: readOnly,
    estimatedNumberOfUsers: { kind: "integer", readOnly: true },
    lastModifiedDate: readOnly,
};
