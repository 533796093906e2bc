import { booleanProblem } from "../../../rules/text";
import type { Field } from "../args";

/** True or false, and known while the program runs, since it decides which resources there are and what guards them. */
export const flag: Field = {
    rule: booleanProblem,
    plain: "it decides which resources exist and which guards apply. Write true or false",
};
