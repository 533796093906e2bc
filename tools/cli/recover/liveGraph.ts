/** Microsoft Graph, through `@azure/identity` and fetch. */
import { isRecord } from "../../../rules/record";
import type { Look } from "../../recover/recovery";
import type { Clouds } from "./liveClouds";

/** What is used of `@azure/identity`. */
interface Identity {
    DefaultAzureCredential: new () => { getToken(scope: string): Promise<{ token: string }> };
}

/** The answer as the look's command prints it, with the items of every page. */
export async function askGraph(look: Extract<Look, { url: string }>, clouds: Clouds): Promise<unknown> {
    const { DefaultAzureCredential } = clouds.load("@azure/identity") as Identity;
    const { token } = await new DefaultAzureCredential().getToken(`${new URL(look.url).origin}/.default`);
    const first = await get(look.url, token, clouds);
    if (!isRecord(first) || !Array.isArray(first.value)) {
        return first;
    }
    const items: unknown[] = [...first.value];
    for (let next = nextOf(first, look.url); next !== undefined; ) {
        const page = await get(next, token, clouds);
        items.push(...(isRecord(page) && Array.isArray(page.value) ? page.value : []));
        next = nextOf(page, look.url);
    }
    const { "@odata.nextLink": _, ...rest } = first;
    return look.asks === "appRoleAssignedTo"
        ? { resourceId: look.resourceId, appRoleAssignedTo: items }
        : { ...rest, value: items };
}

/** The token goes to Graph alone. */
function nextOf(page: unknown, asked: string): string | undefined {
    const next = isRecord(page) ? page["@odata.nextLink"] : undefined;
    return typeof next === "string" && new URL(next).origin === new URL(asked).origin ? next : undefined;
}

async function get(url: string, token: string, clouds: Clouds): Promise<unknown> {
    const answer = await clouds.fetch(url, { headers: { authorization: `Bearer ${token}` } });
    const body: unknown = await answer.json().catch(() => undefined);
    if (!answer.ok) {
        const { code, message } = isRecord(body) && isRecord(body.error) ? body.error : {};
        const permission =
            answer.status === 403
                ? ". The caller needs Application.Read.All and Policy.Read.All, or a role that has them"
                : "";
        throw new Error(`Graph refused ${url}: ${answer.status} ${code ?? ""} ${message ?? ""}`.trimEnd() + permission);
    }
    return body;
}
