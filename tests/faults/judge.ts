/** Looks from outside, at the clouds' stores and by the commands that people have, whether all is as it should be. */
import { awsTypes, cognitoTypes, entraTypes } from "../../tools/deployment/types";
import { isCognito, shortName } from "./matrix";
import { signingIn } from "./signIns";
import { type Aim, expected, type Numbers } from "./stages";
import type { World } from "./world";

type Objects = Record<string, Record<string, unknown>>;

/** Everything that is wrong, in words; nothing if all is well. `before`: the ids that stood in the clouds at the beginning. */
export async function problemsOf(world: World, operation: Aim, before: readonly string[]): Promise<string[]> {
    const { numbers, people, signing } = expected[operation];
    const problems = [...differences(numbersIn(world), numbers), ...lost(world, operation, before)];
    if (operation === "destroy") {
        return problems;
    }
    const [preview, signIns] = await Promise.all([
        world.pulumi(["preview", "--expect-no-changes"]),
        signInsOf(world, people, isCognito(operation) ? ["--to", "cognito"] : []),
    ]);
    if (preview.code !== 0) {
        problems.push(`the next preview has changes: ${lastLines(preview.output)}`);
    }
    const found = signing === undefined ? signing : signingIn(world);
    if (JSON.stringify(found) !== JSON.stringify(signing)) {
        problems.push(`certificates: ${JSON.stringify(found)} instead of ${JSON.stringify(signing)}`);
    }
    return [...problems, ...signIns];
}

/** What is wrong by the walk, which compares its answer with the clouds' own. */
async function signInsOf(world: World, people: number, to: string[]): Promise<string[]> {
    const { yes } = await summaryOf(world, ...to);
    return yes === people ? [] : [`${yes ?? "nobody known"} of ${people} can sign in`];
}

/** Whom the walk says no to. By a state that an interrupted update left, its answer may be that it does not know. */
export async function refusedBy(world: World): Promise<string[]> {
    const { no } = await summaryOf(world);
    return no === 0 ? [] : [`${no ?? "nobody knows how many"} can't sign in`];
}

/** Ids of the objects whose loss nothing brings back. */
export function idsIn(world: World): string[] {
    const { aws = {}, azuread = {} } = world.clouds();
    const ids = (objects: Objects, tokens: readonly string[]) =>
        tokens.flatMap((token) => Object.keys(objects[token] ?? {}).map((id) => `${shortName(token)} ${id}`));
    return [
        ...ids(aws, [awsTypes.instance, awsTypes.user, awsTypes.role, awsTypes.samlProvider]),
        ...ids(aws, Object.values(cognitoTypes)),
        ...ids(azuread, [entraTypes.application, entraTypes.servicePrincipal]),
    ];
}

/** What was there and is not any more; whoever leaves the configuration goes. */
function lost(world: World, operation: Aim, before: readonly string[]): string[] {
    const now = idsIn(world);
    const gone = before.filter((id) => !now.includes(id));
    const mayGo = operation === "destroy" ? before.length : operation === "delete" ? 1 : 0;
    return gone.length > mayGo ? [`gone: ${gone.join(", ")}`] : [];
}

function differences(actual: Numbers, wanted: Numbers): string[] {
    return Object.entries(wanted)
        .filter(([name, number]) => actual[name] !== number)
        .map(([name, number]) => `${name}: ${actual[name]} instead of ${number}`);
}

export function numbersIn(world: World): Numbers {
    const { aws = {}, azuread = {} } = world.clouds();
    const count = (objects: Objects, tokens: readonly string[]) =>
        tokens.map((token) => [shortName(token), Object.keys(objects[token] ?? {}).length] as const);
    const within = (token: string, key: string, counts: (item: Record<string, unknown>) => boolean = () => true) =>
        Object.values(azuread[token] ?? {})
            .flatMap((object) => (object as Record<string, Record<string, unknown>[]>)[key] ?? [])
            .filter(counts).length;
    const { samlProvider, role, rolePolicy, instance, user } = awsTypes;
    const { application, servicePrincipal, claimsPolicy, roleAssignment } = entraTypes;
    return Object.fromEntries([
        ...count(aws, [samlProvider, role, rolePolicy, instance, user, ...Object.values(cognitoTypes)]),
        ...count(azuread, [application, servicePrincipal, claimsPolicy, roleAssignment]),
        ["identifiers", within(application, "identifierUris")],
        ["certificates", within(servicePrincipal, "keyCredentials", ({ usage }) => usage === "Verify")],
        ["assigned policies", within(servicePrincipal, "claimsMappingPolicies")],
    ]);
}

/** How many can sign in and how many can't, if that could be said. */
async function summaryOf(world: World, ...to: string[]): Promise<{ yes?: number; no?: number }> {
    const { stdout } = await world.connectSso("sign-in", "--all", "--json", ...to);
    try {
        return (JSON.parse(stdout) as { summary: { yes: number; no: number } }).summary;
    } catch {
        return {};
    }
}

/** The end of an output, in one line. */
export const lastLines = (output: string, count = 6): string =>
    output
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== "")
        .slice(-count)
        .join(" | ")
        .slice(0, 600);
