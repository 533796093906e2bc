import { Config } from "@pulumi/pulumi";
import { mistaken, refused, severalRefused } from "./program";

const config = new Config();
const programs: Record<string, () => { signInUrl: unknown }> = {
    refused,
    severalRefused,
    mistakenAtOnce: () => mistaken("at once"),
    mistakenLater: () => mistaken("later"),
};
export const signInUrl = programs[config.require("program")]?.().signInUrl;
