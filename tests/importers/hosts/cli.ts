import { refused } from "./program";

export const signInUrl = refused().signInUrl;
