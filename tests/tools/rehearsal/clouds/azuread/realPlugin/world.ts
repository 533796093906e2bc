/** One plugin over a directory of its own, with an object of each type made by that plugin. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type GraphServer, startGraph } from "../../../../../../tools/rehearsal/clouds/azuread/https";
import type { Values } from "../../../../../../tools/rehearsal/clouds/provider/resourceType";
import { type CloudClient, refusal } from "../../provider/client";
import { deployEach } from "../deployEach";
import { directory, GROUP, GROUP_MEMBER, text, userId, writeDirectory } from "../entra";
import { startPlugin } from "./pluginProcess";
import type { Sample } from "./samples";

/** An object that the plugin has made, and the inputs it was made from. */
export interface Made {
    token: string;
    asked: Values;
    checked: Values;
    state: Values;
}

export class World {
    readonly made: Made[] = [];

    private constructor(
        readonly client: CloudClient,
        private readonly graph: GraphServer,
        private readonly folder: string,
    ) {}

    static async start(command: string, args: string[] = []): Promise<World> {
        const folder = mkdtempSync(join(tmpdir(), "plugin-"));
        const directoryFile = writeDirectory(directory);
        const storeFolder = join(folder, "clouds", "azuread");
        const own = {
            CONNECT_ENTRA_SSO_REHEARSAL_DIR: folder,
            CONNECT_ENTRA_SSO_DIRECTORY: directoryFile,
        };
        const graph = await startGraph({ folder: join(folder, "graph"), storeFolder, directoryFile });
        try {
            const client = await startPlugin(command, args, { ...graph.environment, ...own });
            const world = new World(client, graph, folder);
            await world.makeEach();
            return world;
        } finally {
            rmSync(directoryFile);
        }
    }

    async stop(): Promise<void> {
        this.client.stop({ keepStore: true });
        await this.graph.close();
        rmSync(this.folder, { recursive: true });
    }

    private async makeEach(): Promise<void> {
        await deployEach(["alice"], (token, inputs) => this.make(token, inputs));
        const group = await this.make(GROUP, { displayName: "Team of the night", securityEnabled: true });
        await this.make(GROUP_MEMBER, { groupObjectId: text(group, "objectId"), memberObjectId: userId("bob") });
    }

    private async make(token: string, asked: Values): Promise<{ id: string; state: Values }> {
        const { inputs: checked, failures } = await this.client.check(token, asked);
        if (failures.length > 0) {
            throw new Error(`${token}: ${failures.join("; ")}`);
        }
        const { id, state } = await this.client.create(token, checked);
        this.made.push({ token, asked, checked, state });
        return { id, state };
    }

    /** What the plugin answers to a check: failures, or the inputs that it would go on with. */
    async check({ token, inputs }: Sample): Promise<unknown> {
        return this.answer(async () => {
            const { failures, inputs: checked } = await this.client.check(token, inputs);
            const { __defaults, ...rest } = checked;
            return failures.length > 0 ? { failures: failures.sort() } : { inputs: rest };
        });
    }

    /** What the plugin answers if what it has made is to become this; undefined for inputs that it refuses. */
    async diff(made: Made, inputs: Values): Promise<unknown> {
        return this.answer(async () => {
            const { failures, inputs: checked } = await this.client.check(made.token, inputs, { olds: made.checked });
            if (failures.length > 0) {
                return undefined;
            }
            const { token, checked: before, state } = made;
            const { changes, replaces, detailed } = await this.client.diff(token, before, checked, [], state);
            return { changes, replaces: [...new Set(replaces)].sort(), detailed };
        });
    }

    async lookUp({ token, inputs }: Sample): Promise<unknown> {
        return this.answer(() => this.client.invoke(token, inputs));
    }

    /** With names for what each directory makes up for itself. */
    private async answer(ask: () => Promise<unknown>): Promise<unknown> {
        let given: unknown;
        const refused = await refusal(Promise.resolve(ask()).then((answer) => (given = answer)));
        const answered = refused === "accepted" ? given : { refused };
        if (answered === undefined) {
            return undefined;
        }
        let json = JSON.stringify(answered);
        for (const { token, state } of this.made) {
            for (const key of ["objectId", "clientId", "keyId", "thumbprint"]) {
                const value = state[key];
                if (typeof value === "string" && value !== "") {
                    json = json.replaceAll(value, `<${token.split(":").at(-1)} ${key}>`);
                }
            }
        }
        return JSON.parse(json);
    }
}
