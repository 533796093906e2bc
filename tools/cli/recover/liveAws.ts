/** IAM and Connect, through AWS's own SDK. */
import { isRecord } from "../../../rules/record";
import type { Look } from "../../recover/recovery";
import type { Clouds } from "./liveClouds";

type Client = new (settings: { region?: string }) => { send(command: object): Promise<unknown> };
type Package = Record<string, new (input: object) => object>;
type Fields = Record<string, unknown>;

const clients = {
    iam: { name: "@aws-sdk/client-iam", client: "IAMClient" },
    connect: { name: "@aws-sdk/client-connect", client: "ConnectClient" },
    cognito: { name: "@aws-sdk/client-cognito-identity-provider", client: "CognitoIdentityProviderClient" },
} as const;

/** The answers as the look's command prints them. */
export async function askAws(look: Exclude<Look, { url: string }>, clouds: Clouds): Promise<unknown[]> {
    const send = sender(clouds);
    switch (look.asks) {
        case "samlProviders":
            return [await send("iam", "ListSAMLProviders", {})];
        case "samlProvider": {
            const { SAMLProviderList: list } = await send("iam", "ListSAMLProviders", {});
            const name = look.arn.slice(look.arn.lastIndexOf("/"));
            const found = recordsIn(list).find(({ Arn }) => String(Arn).endsWith(name));
            if (found === undefined) {
                return [];
            }
            const answer = await send("iam", "GetSAMLProvider", { SAMLProviderArn: found.Arn });
            return [{ Arn: found.Arn, SAMLMetadataDocument: answer.SAMLMetadataDocument }];
        }
        case "role": {
            const answer = await send("iam", "GetRole", { RoleName: look.name }).catch(noneIfMissing);
            return [{ Roles: answer.Role === undefined ? [] : [answer.Role] }];
        }
        case "instances":
            return [
                { InstanceSummaryList: await everyPage(send, "connect", "ListInstances", "InstanceSummaryList", {}) },
            ];
        case "users":
            return usersOf(look, send);
        default:
            return askCognito(look, send);
    }
}

type CognitoLook = Extract<Look, { asks: "userPools" | "identityProviders" | "appClients" | "userPoolDomain" }>;

async function askCognito(look: CognitoLook, send: Send): Promise<unknown[]> {
    const page = { MaxResults: 60 };
    switch (look.asks) {
        case "userPools":
            return [{ UserPools: await everyPage(send, "cognito", "ListUserPools", "UserPools", page) }];
        case "identityProviders": {
            const of = { UserPoolId: look.userPoolId };
            return [
                {
                    ...of,
                    Providers: await everyPage(send, "cognito", "ListIdentityProviders", "Providers", {
                        ...of,
                        ...page,
                    }),
                },
            ];
        }
        case "appClients": {
            const of = { UserPoolId: look.userPoolId };
            const list = await everyPage(send, "cognito", "ListUserPoolClients", "UserPoolClients", { ...of, ...page });
            return [{ ...of, UserPoolClients: list }];
        }
        case "userPoolDomain": {
            const of = { Domain: look.domain };
            const { DomainDescription = {} } = await send("cognito", "DescribeUserPoolDomain", of);
            return [{ ...of, DomainDescription }];
        }
    }
}

/** A list shows names only; who is in question is described. (A search lags behind.) */
async function usersOf({ instanceId, names }: Extract<Look, { asks: "users" }>, send: Send): Promise<unknown[]> {
    const list = await everyPage(send, "connect", "ListUsers", "UserSummaryList", { InstanceId: instanceId });
    const wanted = new Set(names.map((name) => name.toLowerCase()));
    const answers: unknown[] = [{ InstanceId: instanceId, Users: [] }, { UserSummaryList: list }];
    for (const { Id, Username } of list) {
        if (wanted.has(String(Username).toLowerCase())) {
            const answer = await send("connect", "DescribeUser", { InstanceId: instanceId, UserId: Id });
            answers.push({ User: answer.User });
        }
    }
    return answers;
}

type Send = (service: keyof typeof clients, operation: string, input: object) => Promise<Fields>;

function sender({ load, region }: Clouds): Send {
    return async (service, operation, input) => {
        const { name, client } = clients[service];
        const loaded = load(name) as Package;
        const Service = loaded[client] as unknown as Client;
        const Command = loaded[`${operation}Command`] as Package[string];
        const answer = await new Service(region === undefined ? {} : { region }).send(new Command(input));
        return isRecord(answer) ? answer : {};
    };
}

async function everyPage(
    send: Send,
    service: keyof typeof clients,
    operation: string,
    list: string,
    input: object,
): Promise<Fields[]> {
    const items: Fields[] = [];
    let NextToken: unknown;
    do {
        const page = await send(service, operation, NextToken === undefined ? input : { ...input, NextToken });
        items.push(...recordsIn(page[list]));
        NextToken = page.NextToken;
    } while (typeof NextToken === "string" && NextToken !== "");
    return items;
}

function noneIfMissing(error: unknown): Fields {
    if (isRecord(error) && String(error.name).startsWith("NoSuchEntity")) {
        return {};
    }
    throw error;
}

const recordsIn = (list: unknown) => (Array.isArray(list) ? list.filter(isRecord) : []);
