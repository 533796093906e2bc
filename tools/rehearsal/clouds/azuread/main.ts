/** The plugin process that the engine starts as `pulumi-resource-azuread`. */
import { servePlugin } from "../provider/server";
import { azureadCloud } from "./index";

void servePlugin(azureadCloud);
