/** What Connect demands of a user, from the API reference of CreateUser and the guide on SAML. */
import type { Call, Values } from "../../provider/resourceType";
import { isObject } from "../../provider/values";
import { because, outsideModel } from "../errors";
import { ofInstance, routingProfileToken, securityProfileToken } from "./store";

const maxWorkS = 2_000_000;
const secondaryEmail = /^[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\.[a-zA-Z]{2,63}$/;

interface UserProblem {
    status: number;
    message: string;
}

const invalid = (message: string): UserProblem => ({ status: 400, message: `InvalidParameterException: ${message}` });
const notFound = (message: string): UserProblem => ({ status: 404, message: `ResourceNotFoundException: ${message}` });

/** The first thing that CreateUser or the five updates refuse. */
export function userProblem(call: Call, inputs: Values, instance: Values): UserProblem | undefined {
    for (const problem of problems(call, inputs, instance)) {
        return problem;
    }
    return undefined;
}

function* problems(call: Call, inputs: Values, instance: Values): Generator<UserProblem> {
    const identity = isObject(inputs.identityInfo) ? inputs.identityInfo : {};
    if (instance.identityManagementType === "SAML") {
        yield* samlProblems(inputs, identity);
    }
    if (instance.identityManagementType === "CONNECT_MANAGED") {
        yield* managedProblems(inputs, identity);
    }
    yield* nameProblems(identity);
    yield* phoneProblems(isObject(inputs.phoneConfig) ? inputs.phoneConfig : {});
    yield* referenceProblems(call, inputs);
}

function* samlProblems(inputs: Values, identity: Values): Generator<UserProblem> {
    const name = String(inputs.name);
    if (!/^[a-zA-Z0-9_\-.@]{1,64}$/.test(name)) {
        yield invalid(
            because(
                "Username is not valid.",
                `${name}: under SAML up to 64 characters from [a-zA-Z0-9_-.@] are allowed`,
            ),
        );
    }
    if (name.includes("@") && !/^[^@]+@[^@.]+(\.[^@.]+)+$/.test(name)) {
        yield invalid(because("Username is not valid.", `${name}: under SAML @ is allowed only in an e-mail format`));
    }
    yield* requiredNames(identity, "SAML");
    const refused: [string, unknown][] = [
        ["identityInfo.email", identity.email],
        ["password", inputs.password],
        ["directoryUserId", inputs.directoryUserId],
    ];
    for (const [member, value] of refused) {
        if (value) {
            yield invalid(
                because("Invalid parameter.", `${member} must not be given where identity management is SAML`),
            );
        }
    }
}

function* managedProblems(inputs: Values, identity: Values): Generator<UserProblem> {
    const name = String(inputs.name);
    if (!/^[a-zA-Z0-9_\-.@]{1,20}$/.test(name)) {
        yield invalid(
            because("Username is not valid.", `${name}: up to 20 characters from [a-zA-Z0-9_-.@] are allowed`),
        );
    }
    yield* requiredNames(identity, "Connect");
    if (!inputs.password) {
        yield invalid(because("Invalid parameter.", "password is required"));
    }
}

function* requiredNames(identity: Values, manager: string): Generator<UserProblem> {
    for (const member of ["firstName", "lastName"]) {
        if (!identity[member]) {
            yield invalid(
                because(
                    "Invalid parameter.",
                    `identityInfo.${member} is required where identity management is ${manager}`,
                ),
            );
        }
    }
}

function* nameProblems(identity: Values): Generator<UserProblem> {
    for (const member of ["firstName", "lastName"]) {
        const value = String(identity[member] ?? "");
        if (value !== value.normalize("NFC")) {
            yield invalid(
                because("Invalid parameter.", `identityInfo.${member} must be in Unicode normalization form C`),
            );
        }
    }
    const email = String(identity.secondaryEmail ?? "");
    if (email !== "" && (email.length > 265 || !secondaryEmail.test(email))) {
        const pattern = "[a-zA-Z0-9._%+-]+@[a-zA-Z0-9.-]+\\.[a-zA-Z]{2,63}";
        yield invalid(outsideModel("secondaryEmail", `Member must satisfy regular expression pattern: ${pattern}`));
    }
}

function* phoneProblems(phone: Values): Generator<UserProblem> {
    if (phone.phoneType === "DESK_PHONE" && !phone.deskPhoneNumber) {
        yield invalid(because("Invalid parameter.", "phoneConfig.deskPhoneNumber is required for a DESK_PHONE"));
    }
    if (Number(phone.afterContactWorkTimeLimit ?? 0) > maxWorkS) {
        const constraint = `Member must have value less than or equal to ${maxWorkS}`;
        yield invalid(outsideModel("afterContactWorkTimeLimit", constraint));
    }
}

function* referenceProblems(call: Call, inputs: Values): Generator<UserProblem> {
    const instanceId = String(inputs.instanceId);
    const known = (kind: string, id: string) =>
        ofInstance(call, kind, instanceId).some((profile) => profile.id === `${instanceId}:${id}`);
    const routing = String(inputs.routingProfileId);
    if (!known(routingProfileToken, routing)) {
        yield notFound(because("Routing profile not found.", `${routing} is not in instance ${instanceId}`));
    }
    const missing = ((inputs.securityProfileIds ?? []) as string[]).find((id) => !known(securityProfileToken, id));
    if (missing !== undefined) {
        yield notFound(because("Security profile not found.", `${missing} is not in instance ${instanceId}`));
    }
    if (inputs.hierarchyGroupId) {
        yield notFound(because("Hierarchy group not found.", "hierarchy groups are not modelled"));
    }
}
