import { Config } from "@pulumi/pulumi";
import { mistaken, refused } from "./program";

export const signInUrl = new Config().get("mistaken") ? mistaken() : refused().signInUrl;
