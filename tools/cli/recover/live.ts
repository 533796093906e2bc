/** Asks the clouds with the caller's own credentials. Every request only reads. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { isRecord } from "../../../rules/record";
import { joinHeld, readHeld } from "../../recover/readHeld";
import type { Held, Look } from "../../recover/recovery";
import { heldProblemSentence } from "../../recover/words";
import { UsageError } from "../errors";
import { home } from "../settings";
import { askAws } from "./liveAws";
import type { Clouds } from "./liveClouds";
import { askGraph } from "./liveGraph";

/** What `npm install` must have got; nobody else needs it. */
const packages = ["@azure/identity@4.13.0", "@aws-sdk/client-iam@3", "@aws-sdk/client-connect@3"];
/** Only for a stack with a user pool. */
const cognitoPackage = "@aws-sdk/client-cognito-identity-provider";

export async function askClouds(looks: readonly Look[], clouds: Clouds): Promise<Held> {
    const answers: unknown[] = [];
    for (const look of looks) {
        answers.push(...(isOfEntra(look) ? [await askGraph(look, clouds)] : await askAws(look, clouds)));
    }
    return joinHeld(
        answers.map((answer) => {
            const part = readHeld(answer);
            if ("problem" in part) {
                throw new Error(`a cloud answered in a form that is not known: ${heldProblemSentence(part)}`);
            }
            return part;
        }),
    );
}

/** From the packages of this project, only when somebody asks. */
export function loadInstalled(name: string): unknown {
    try {
        return createRequire(join(home().project, "package.json"))(name);
    } catch (error) {
        if (isRecord(error) && error.code === "MODULE_NOT_FOUND") {
            throw new UsageError(
                `--live needs ${name}, which is not installed: run \`npm install --no-save ${[...packages, ...(name === cognitoPackage ? [`${cognitoPackage}@3`] : [])].join(" ")}\`, or give --cloud`,
            );
        }
        throw error;
    }
}

type EntraLook = Extract<Look, { url: string }>;

const isOfEntra = (look: Look): look is EntraLook => "url" in look;
