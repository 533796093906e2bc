/** The toy cloud as a plugin process, for tests that kill it or its engine. */
import { servePlugin } from "../../../../../tools/rehearsal/clouds/provider/server";
import { toyCloud } from "./toyCloud";

void servePlugin(toyCloud);
