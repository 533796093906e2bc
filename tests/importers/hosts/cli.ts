import { Config } from "@pulumi/pulumi";
import { mistaken, refused } from "./program";

const mistake = new Config().get("mistaken");
export const { signInUrl } = mistake === undefined ? refused() : mistaken(mistake);
