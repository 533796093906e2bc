/** The plugin process that the engine starts as `pulumi-resource-aws`. */
import { servePlugin } from "../provider/server";
import { awsCloud } from "./index";

void servePlugin(awsCloud);
