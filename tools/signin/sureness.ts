/**
 * How sure an answer is. `certain`: it was compared, or it can be nothing else. `likely`: most of what is known fits.
 * `possible`: a hint.
 */
export type Sureness = "certain" | "likely" | "possible";

export const surenesses: readonly Sureness[] = ["certain", "likely", "possible"];

export const surer = (one: Sureness, other: Sureness): Sureness =>
    surenesses.indexOf(one) < surenesses.indexOf(other) ? one : other;
