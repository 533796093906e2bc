import { connectTagsProblem } from "../../../rules/connect";
import { iamTagsProblem } from "../../../rules/iam";
import type { Field } from "../args";

/** Tags that both Connect and IAM accept. */
export const tagsField: Field = { rule: (value) => connectTagsProblem(value) ?? iamTagsProblem(value) };
