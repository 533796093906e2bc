/** The last part of the way: the role's permission for the instance, the relay state, and the Connect user. */
import type { IamRole } from "../../deployment/deployment";
import { checkPermission } from "../walk/aws/permission";
import type { RolePair } from "../walk/aws/rolePair";
import { admit, destinationOf, stopWithoutId } from "../walk/connect/admit";
import { readFederateUrl } from "../walk/connect/federateUrl";
import { checkPage, pageOf } from "../walk/connect/page";
import { indexUsers } from "../walk/connect/user";
import type { Trail } from "../walk/trail";
import type { Attempt, Finding } from "./explanation";
import type { Findings } from "./findings";
import { note } from "./note";
import type { PostedResponse } from "./postedResponse";
import type { Stack } from "./stack";

interface Entering {
    posted: PostedResponse;
    pair: RolePair;
    /** Undefined: the deployment has no such role. */
    role: IamRole | undefined;
    roleSessionName: string;
    attempt: Attempt;
    stack: Stack;
}

/**
 * The deployment's own relay state is used for one that is not known, and also beside one that leads elsewhere: what is
 * wrong with the user would not be found otherwise.
 */
export async function checkEntry(trail: Trail, found: Findings, entering: Entering): Promise<void> {
    const { posted, pair, role, roleSessionName, attempt, stack } = entering;
    const { deployment, application } = stack;
    const known = application.servicePrincipal?.relayState;
    const own = typeof known === "string" && known !== "" ? known : undefined;
    const sent = posted.relayState ?? (posted.isWhole ? "" : undefined);
    if (sent === undefined) {
        attempt.notes.push(
            note(
                "noRelayState",
                own === undefined
                    ? "neither the input nor the deployment has a relay state, so that the instance is not known"
                    : "the input has no relay state; the deployment's was used",
            ),
        );
    }
    const accepted = { pair, roleSessionName };
    // A role that does not exist binds nobody.
    const connectUsers = deployment.connectUsers.map((one) => ({ ...one, boundRoleArn: undefined }));
    const users = indexUsers(role === undefined ? { ...deployment, connectUsers } : deployment);
    for (const relayState of [sent, sent === own ? undefined : own]) {
        if (relayState === undefined) {
            continue;
        }
        const destination = destinationOf(deployment, relayState, pair);
        if (role !== undefined && destination !== undefined) {
            trail.enter("aws");
            await found.of(() => checkPermission(trail, { role, roleSessionName, ...destination }));
        }
        trail.enter("connect");
        if ((await found.of(() => admit(trail, { deployment, users, relayState, accepted }))) !== undefined) {
            return;
        }
    }
}

/** Without a deployment: whether the relay state leads to any instance, and to a page that there is. */
export async function checkOwnRelayState(trail: Trail, found: Findings, posted: PostedResponse): Promise<void> {
    const relayState = posted.relayState ?? (posted.isWhole ? "" : undefined);
    if (relayState === undefined) {
        return;
    }
    const about = "relayState";
    trail.enter("connect");
    const expected =
        "the console's address of an instance (https://<region>.console.aws.amazon.com/connect/federate/<id>)";
    const placeholder = placeholderIn(relayState);
    if (placeholder !== undefined) {
        await found.of(() => trail.stop("instanceNotFound", "placeholder", { about, seen: placeholder, expected }));
    }
    await found.of(() => {
        if (relayState === "") {
            return trail.stop("landsInConsole", "noRelayState", { about, seen: "no relay state", expected });
        }
        const whole = placeholder === undefined ? relayState : filledIn(relayState);
        stopWithoutId(trail, whole, []);
        const target = readFederateUrl(whole);
        if (target === undefined) {
            return trail.stop("instanceNotFound", "relayState", { about, seen: relayState, expected });
        }
        return checkPage(trail, pageOf(target, { alias: "" }), target, { alias: "" });
    });
    // An instance may still have an old address, whose pages have that path: only a deployment shows which it has. A
    // placeholder may be the copy's own.
    const isLikely = ({ error, causeId }: Finding) =>
        error === "oldRelayState" || (causeId === "placeholder" && posted.isWhole !== true);
    for (const one of found.list.filter(isLikely)) {
        Object.assign(one, { sureness: "likely", causeSureness: "likely" });
    }
}

/** A template with some Region and id, for what is wrong with it otherwise. */
const filledIn = (relayState: string) =>
    relayState
        .replace(/^(https:\/\/)[^/]*\.console\./i, "$1us-east-1.console.")
        .replace(/(?<=\/connect\/federate\/)[^/?#]+/i, "00000000-0000-4000-8000-000000000000");

/** What stands in a template for the id of an instance: `<instance-id>`, `{instanceId}`, `your-instance-id`. */
function placeholderIn(relayState: string): string | undefined {
    const [, id = ""] = /\/connect\/federate\/([^/?#]{1,200})/i.exec(relayState) ?? [];
    const plain = id.replace(/%3c/gi, "<").replace(/%3e/gi, ">").replace(/%7b/gi, "{").replace(/%7d/gi, "}");
    return /^(?:<.*>|\$?\{.*\}|(?:(?:your|my)[-_]?)?(?:connect[-_]?)?instance[-_]?id|x{8}-?[x-]*)$/i.test(plain)
        ? plain
        : undefined;
}
