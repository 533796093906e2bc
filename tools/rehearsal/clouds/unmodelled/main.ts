/** The plugin process of a package that has no emulated cloud: of its types nothing is known. Started with its name and version. */
import { servePlugin } from "../provider/server";

const [name = "", version = ""] = process.argv.slice(2);
void servePlugin({ name, version, types: [], lookUps: [] });
