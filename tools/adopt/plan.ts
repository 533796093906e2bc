/** What is adopted of a sign-in that was made by hand, and how. */
import { type AwsSamlEndpoints, awsSamlEndpoints } from "../../rules/awsSignIn";
import { readAwsClaims } from "../../rules/claims";
import { connectDomains } from "../../rules/connect";
import { federatedPrincipals } from "../../rules/iam";
import { defaultNames } from "../../rules/names";
import { connectRelayState, landingPageAt, landingPageProblem, landingPages } from "../../rules/relayState";
import { tryUrl } from "../../rules/text";
import { type AccessRow, compareAccess, lostIn } from "./access";
import { planCertificates } from "./certificates";
import { type Announced, announce } from "./changes";
import { pairOf } from "./claims";
import { findLosses, type Loss } from "./losses";
import type { MadeByHand, MadeProvider } from "./made";
import { findObstacles, type Obstacle, reasonsForSecond } from "./obstacles";
import { type People, planPeople } from "./people";
import { type Places, placesOf } from "./places";
import type { Planned, PlanRequest } from "./planned";

export interface Plan extends Planned {
    places: Places;
    obstacles: Obstacle[];
    losses: Loss[];
    announced: Announced[];
    access: AccessRow[];
}

export function planAdoption(made: MadeByHand, request: PlanRequest): Plan {
    const people = planPeople(made);
    const endpoints = awsSamlEndpoints(made.instance.region, made.instance.partition);
    const planned = planStack(made, people, endpoints, request);
    const access = compareAccess(planned, request.nowMs);
    const lost = lostIn(access);
    const places = placesOf(people.taken);
    const obstacles: Obstacle[] = [
        ...findObstacles(made, people, endpoints),
        ...(planned.identifier === "" ? [{ id: "noIdentifier" } satisfies Obstacle] : []),
        ...(places.inTheWay.length === 0
            ? []
            : [{ id: "listSeparator", profiles: places.inTheWay } satisfies Obstacle]),
        ...(lost.length === 0 ? [] : [{ id: "wouldLose", usernames: lost } satisfies Obstacle]),
    ];
    return { ...planned, places, obstacles, losses: findLosses(planned), announced: announce(planned), access };
}

function planStack(
    made: MadeByHand,
    people: People,
    endpoints: AwsSamlEndpoints,
    { project, stack, component, nowMs }: PlanRequest,
): Planned {
    const { application, servicePrincipal, claims, role, samlProviders, instance } = made;
    const said = claims.kind === "unknown" ? {} : readAwsClaims(claims.definition);
    const arn = pairOf(said.role)?.providerArn;
    const trusted = federatedPrincipals(role.trustPolicy);
    const provider = samlProviders.find((one) => one.arn === arn && trusted.includes(one.arn));
    const certificates = planCertificates(made, provider, nowMs);
    const current = application.identifierUris.find((uri) => isAwsIdentifier(uri, endpoints));
    const reasons = reasonsForSecond({ made, people, endpoints, provider, certificates, identifier: current });
    const how = reasons.length === 0 ? "import" : "second";
    const landingPage = landingPageOf(servicePrincipal.relayState);
    const { region, partition, id: instanceId } = instance;
    const names = defaultNames(project, stack);
    const others = trusted.filter((it) => how === "second" || it !== provider?.arn);
    const exists = (it: string) => samlProviders.some((one) => one.arn === it);
    return {
        ...{ project, stack, component, made, endpoints, people, how, reasons, landingPage },
        displayName: how === "import" ? application.displayName : names.displayName,
        identifier: how === "import" ? (current ?? "") : freeIdentifier(application.identifierUris, endpoints),
        relayState: !(partition in connectDomains)
            ? ""
            : connectRelayState({ region, partition, instanceId, landingPage }),
        sessionDurationSeconds: durationOf(said.sessionDurationSeconds),
        samlProviderName:
            how === "import" && provider !== undefined
                ? nameIn(provider.arn)
                : freeName(names.samlProviderName, samlProviders),
        ...(how === "import" && provider !== undefined ? { provider } : {}),
        ...(provider === undefined ? {} : { claimedProviderArn: provider.arn }),
        certificates,
        alsoTrusted: others.filter(exists),
        retired: others.filter((it) => !exists(it)),
    };
}

/** AWS takes two values; Entra cuts what follows a "#". */
function isAwsIdentifier(uri: string, { audience, global }: AwsSamlEndpoints): boolean {
    return [audience, global].includes(uri.replace(/#.*$/s, ""));
}

/** The value that the existing application does not have; "" where it has both. */
function freeIdentifier(taken: readonly string[], { audience, global }: AwsSamlEndpoints): string {
    return [audience, global].find((it) => !taken.includes(it)) ?? "";
}

function freeName(name: string, providers: readonly MadeProvider[]): string {
    const taken = new Set(providers.map(({ arn }) => nameIn(arn)));
    let free = name;
    for (let number = 2; taken.has(free); number++) {
        free = `${name.slice(0, 120)}-${number}`;
    }
    return free;
}

const nameIn = (arn: string) => arn.slice(arn.lastIndexOf("/") + 1);

/** A claim that this program could not write counts as none. */
function durationOf(seconds: number | undefined): number {
    return seconds !== undefined && Number.isInteger(seconds) && seconds >= 900 && seconds <= 43_200 ? seconds : 43_200;
}

/** Where people arrive today, as the name of a page; of the old domain's pages, the same page's name today. */
export function landingPageOf(relayState: string): string {
    const destination = tryUrl(relayState)?.searchParams.get("destination") ?? "";
    const page = destination.startsWith("/") ? landingPageAt(destination) : destination;
    return page !== undefined && landingPageProblem(page) === undefined ? page : landingPages.ccp;
}
