import { join } from "node:path";
import type { GraphServer } from "../rehearsal/clouds/azuread/https";
import { planVariable, seedVariable } from "../rehearsal/clouds/provider/plan/read";
import type { Home } from "../rehearsal/engine";
import { cloudsFolder } from "./cloudStores";
import { busyEngines } from "./locks";
import type { Seeds } from "./seeds";

/** What a rehearsal knows of its emulated Entra. */
export interface GraphOptions {
    seeds: Seeds;
    /** `azuread:tenantId` of the stack's configuration. */
    tenantId?: string | undefined;
    /** What tells the provider plugins of a plan of faults. */
    planned?: NodeJS.ProcessEnv;
}

/** Starts the emulated Entra's HTTPS server on the store that its provider plugin has in this rehearsal. */
export async function startGraphServer(home: Home, options: GraphOptions): Promise<GraphServer> {
    // Loaded here and not at the top: only what runs the engine needs it. `npm start` registers TypeScript for require alone.
    const { startGraph } =
        require("../rehearsal/clouds/azuread/https") as typeof import("../rehearsal/clouds/azuread/https");
    const { seeds, tenantId, planned = {} } = options;
    return startGraph({
        folder: join(home.rehearsal, "graph"),
        storeFolder: join(cloudsFolder(home), "azuread"),
        directoryFile: seeds.directory,
        planFile: planned[planVariable] ?? join(home.rehearsal, "plan.json"),
        engines: () => busyEngines(home),
        planSeed: Number(planned[seedVariable] ?? 0),
        ...(tenantId === undefined ? {} : { tenantId }),
    });
}
