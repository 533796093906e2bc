/** Values of options: what loads no file of users. */
import { InvalidArgumentError } from "commander";

/** `10%`, or `10`. */
export function toPercent(text: string): number {
    const [, number] = /^(\d{1,6}(?:\.\d+)?)\s*%?$/.exec(text) ?? [];
    if (number === undefined) {
        throw new InvalidArgumentError("It must be a share of the people in the users file, such as 25%.");
    }
    return Number(number);
}

/** `90d`, or `90`. */
export function toDays(text: string): number {
    const [, number] = /^(\d{1,5})\s*d?$/.exec(text) ?? [];
    if (number === undefined) {
        throw new InvalidArgumentError("It must be a number of days, such as 90d.");
    }
    return Number(number);
}
