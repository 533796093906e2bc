/** The file that people write of their account: what stands in it before the first run, and what the caller may do in it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Value, Values } from "../provider/resourceType";
import { CloudError } from "../provider/resourceType";
import { isObject } from "../provider/values";

const keys = ["accountId", "partition", "quotas", "existing", "caller", "$comment"];

/** The file that the user chose, else the rehearsal's own. */
export const accountFile = (): string =>
    process.env.CONNECT_ENTRA_SSO_ACCOUNT ?? join(__dirname, "..", "..", "account.json");

export function readAccount(file: string): Values {
    let text: string;
    try {
        text = readFileSync(file, "utf8");
    } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT" && process.env.CONNECT_ENTRA_SSO_ACCOUNT === undefined) {
            return {};
        }
        throw new CloudError(`cannot read the account file ${file}: ${(error as Error).message}`);
    }
    let parsed: Value;
    try {
        parsed = JSON.parse(text) as Value;
    } catch (error) {
        throw new CloudError(`${file} is not valid JSON: ${(error as Error).message}`);
    }
    if (!isObject(parsed)) {
        throw new CloudError(`${file} must hold an object with accountId and, if anything is there before, existing`);
    }
    const unknown = Object.keys(parsed).find((key) => !keys.includes(key));
    if (unknown !== undefined) {
        throw new CloudError(`${file}: unknown key ${unknown}, known are ${keys.join(", ")}`);
    }
    return parsed;
}
