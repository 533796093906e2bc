/** The websites of a rehearsal before the emulated clouds of a test, without an engine. */
import { join } from "node:path";
import { addressesOf } from "../../tools/cli/browse/federation";
import { explainRefusal, explainSituation } from "../../tools/cli/browse/words";
import { asInClouds } from "../../tools/cli/signIn/rehearsedState";
import type { Sources } from "../../tools/cli/signIn/sources";
import { readDeployments } from "../../tools/deployment/readDeployment";
import { readDirectory } from "../../tools/deployment/readDirectory";
import { type Sites, startSites } from "../../tools/rehearsal/sites/server";
import { type Emulated, now } from "./emulated";

export const pageFolder = join(__dirname, "..", "..", "examples", "embeddedPanel", "page");

interface Options {
    approvedOrigins?: string[];
    origin?: string;
    streams?: string;
    folder?: string;
    config?: Record<string, string>;
}

/** What the tests of the sites may look at: the websites, and what is wrong here. */
export interface TestSites extends Sites {
    log: string[];
    addressesOf: ReturnType<typeof addressesOf>;
}

export async function sitesOf(emulated: Emulated, options: Options = {}): Promise<TestSites> {
    const {
        origin = "https://desk.contoso.example",
        approvedOrigins = [origin],
        streams,
        folder = pageFolder,
        config = {},
    } = options;
    const log: string[] = [];
    const stores = { azuread: emulated.azuread, aws: emulated.aws };
    const addresses = addressesOf(await sourcesOf(emulated));
    const sites = await startSites({
        port: 0,
        company: { origin, folder, streams, config },
        clock: () => now,
        federation: async () => ({
            ...addresses,
            stores,
            approvedOrigins,
        }),
        explain: async (refusal) => explainRefusal(await sourcesOf(emulated), refusal),
        situation: explainSituation,
        log: (line) => log.push(line),
    });
    return { ...sites, log, addressesOf: addresses };
}

async function sourcesOf(emulated: Emulated): Promise<Sources> {
    const { azuread, aws } = emulated;
    const exported = await asInClouds(emulated.exported(), { azuread, aws });
    const deployment = readDeployments([{ exported, source: "the stack" }], {});
    const { directory } = emulated;
    const content = { tenantId: directory.tenant.id, users: directory.users.list(), groups: directory.groups.list() };
    const [application] = deployment.applications;
    if (application === undefined) {
        throw new Error("the emulated stack has no application");
    }
    return { deployment, application, directory: readDirectory(content, "the directory"), notes: [] };
}
