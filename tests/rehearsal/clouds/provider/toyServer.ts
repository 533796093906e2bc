/** The toy cloud as a plugin process, for tests that kill it. */
import { join } from "node:path";
import { startServer } from "../../../../rehearsal/clouds/provider/server";
import { toyCloud } from "./toyCloud";

const [folder = ""] = process.argv.slice(2);

void startServer(toyCloud, { storeFolder: folder, planFile: join(folder, "plan.json") }).then(({ port }) =>
    process.stdout.write(`${port}\n`),
);
