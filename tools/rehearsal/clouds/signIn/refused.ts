/** A refusal of a sign-in, in a few words: whose words they are does not matter here. */
export class Refused extends Error {}
