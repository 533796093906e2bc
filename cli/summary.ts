import type { Deployment, StateResource } from "./stateFile";

export interface Place {
    /** The rehearsal's folder. */
    folder: string;
    stack: string;
}

/** What a person wants to know after a rehearsal: who may sign in and where, what was made, what can be done next. */
export function summarize(deployment: Deployment, outputs: Record<string, unknown>, { folder, stack }: Place): string {
    const resources = deployment.resources ?? [];
    const option = stack === "dev" ? "" : ` --stack ${stack}`;
    return [
        "The federation stands, and a second run has nothing to change.",
        "",
        ...section("Who may sign in", whoMaySignIn(resources)),
        ...section("Where", addresses(outputs)),
        ...section("What was made", counts(resources)),
        ...section("Where it is kept", [`${folder} (state, clouds); \`npm start -- reset\` removes it`]),
        ...section("What next", [
            `change Pulumi.${stack}.yaml and run \`npm start${option}\` again`,
            `\`npm start -- preview --diff${option}\` shows a change in detail`,
            "`pulumi up` with your own accounts deploys the same program (README)",
        ]),
    ]
        .join("\n")
        .trimEnd();
}

function section(title: string, lines: string[]): string[] {
    return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`), ""];
}

/** Connect's users, then the groups that are assigned to the application. */
function whoMaySignIn(resources: StateResource[]): string[] {
    const users = ofType(resources, "aws:connect/user:User").map(({ outputs = {} }) => {
        const { firstName = "", lastName = "" } = (outputs.identityInfo ?? {}) as Record<string, string>;
        return [String(outputs.name), `${firstName} ${lastName}`.trim()] as const;
    });
    const width = Math.max(0, ...users.map(([name]) => name.length));
    const groups = ofType(resources, "azuread:index/appRoleAssignment:AppRoleAssignment")
        .filter(({ outputs }) => outputs?.principalType === "Group")
        .map(({ outputs = {} }) => `members of ${outputs.principalDisplayName}, if Connect has a user of their name`);
    return [...users.map(([name, person]) => `${name.padEnd(width)}  ${person}`.trimEnd()), ...groups];
}

/** Outputs that are addresses, under the names the program gives them. */
function addresses(outputs: Record<string, unknown>): string[] {
    const urls = Object.entries(outputs).filter(
        ([, value]) => typeof value === "string" && value.startsWith("https://"),
    );
    const width = Math.max(0, ...urls.map(([name]) => name.length));
    return urls.map(([name, url]) => `${name.padEnd(width)}  ${url}`);
}

/** How many of each type, by the type's own short name; components and providers are the program's affair. */
function counts(resources: StateResource[]): string[] {
    const byType = new Map<string, number>();
    for (const { type } of resources.filter(({ id, type }) => id !== undefined && !type.startsWith("pulumi:"))) {
        byType.set(type, (byType.get(type) ?? 0) + 1);
    }
    return [...byType].sort(([a], [b]) => a.localeCompare(b)).map(([type, count]) => `${count} × ${shortName(type)}`);
}

/** `aws:iam/role:Role` → `aws iam Role`. */
function shortName(type: string): string {
    const [pkg = "", module = "", name = ""] = type.split(":");
    const service = module.split("/")[0] ?? "";
    return [pkg, service === "index" ? "" : service, name].filter((word) => word !== "").join(" ");
}

function ofType(resources: StateResource[], type: string): StateResource[] {
    return resources.filter((resource) => resource.type === type);
}
