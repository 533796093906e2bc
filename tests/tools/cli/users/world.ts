/** A mapping, a file of users and exports of groups, as the tests of `users sync` type them. */
import { existsSync, readFileSync } from "node:fs";
import { type CommandRun, runConnectSso } from "../../../helpers/command";
import { temporaryFolder } from "../../../helpers/folder";

export const supervisors = "7c16d8f2-e3a5-4b90-8f27-d04b9e6a1c53";
export const agents = "1d0f9a44-52c1-4a0e-9a53-6f6f3f0e8c11";
export const night = "99999999-52c1-4a0e-9a53-6f6f3f0e8c11";

export const mapping = [
    "groups:",
    `    - { name: Supervisors, id: ${supervisors}, securityProfiles: [CallCenterManager], mayBeEmpty: true }`,
    `    - { name: Agents, id: ${agents}, securityProfiles: [Agent], routingProfile: Sales }`,
    "breakGlass: [admin@contoso.example]",
    "",
].join("\n");

export const idOf = (number: number) => `0000000${number}-1111-4111-8111-111111111111`;

/** A member as Graph shows one. */
export function person(number: number, name: string, more: object = {}): object {
    return {
        ...{ "@odata.type": "#microsoft.graph.user", id: idOf(number), displayName: `${name} Smith` },
        ...{ givenName: name, surname: "Smith", mail: null, accountEnabled: true, userType: "Member" },
        userPrincipalName: `${name.toLowerCase()}@contoso.example`,
        ...more,
    };
}

export const header =
    "username,firstName,lastName,securityProfiles,routingProfile,objectId,formerUsername,signIn,signInEnded";
export const admin = "admin@contoso.example,Ada,Admin,Admin,,,,,";
export const line = (number: number, name: string, end = ",,") =>
    `${name.toLowerCase()}@contoso.example,${name},Smith,Agent,Sales,${idOf(number)},${end}`;

export interface World {
    /** Members of the groups; supervisors are nobody unless given. */
    agents: unknown;
    supervisors?: unknown;
    night?: unknown;
    /** Lines after the header and the administrator, or the whole file. */
    users: string[] | string;
    mapping?: string;
    options?: string[];
    /** The name of the file of users. */
    file?: string;
}

export type Synced = CommandRun & { file: string; lines: string[] };

export function syncing(): {
    sync: (world: World) => Promise<Synced>;
    path: (...names: string[]) => string;
    write: (name: string, text: string) => string;
} {
    const temporary = temporaryFolder();
    const sync = async (world: World) => {
        const { options = ["--max-change", "200%"], file = "agents.csv" } = world;
        const text = typeof world.users === "string" ? world.users : [header, admin, ...world.users, ""].join("\n");
        const users = temporary.write(file, text);
        const groups = Object.entries({
            Agents: world.agents,
            Supervisors: world.supervisors ?? [],
            ...(world.night === undefined ? {} : { [night]: world.night }),
        }).flatMap(([name, members], index) =>
            members === "none"
                ? []
                : ["--group", `${name}=${temporary.write(`group${index}.json`, JSON.stringify(members))}`],
        );
        const run = await runConnectSso([
            ...["users", "sync", "--mapping", temporary.write("mapping.yaml", world.mapping ?? mapping)],
            ...["--users", users, ...groups, "--now", "2026-11-29", ...options],
        ]);
        const after = existsSync(users) ? readFileSync(users, "utf8") : "";
        const shown = (it: string) => it.replaceAll(temporary.path(), "FOLDER");
        return {
            ...run,
            stdout: shown(run.stdout),
            stderr: shown(run.stderr),
            file: after,
            lines: after.split("\n").slice(2, -1),
        };
    };
    return { sync, path: temporary.path, write: temporary.write };
}
