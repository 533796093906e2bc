import { signInErrorsDocument } from "../signin/errors/document";

/** Documents that are made from the code, with their path from the root of the project; `npm run docs` writes them. */
export function generatedDocs(): { path: string; text: string }[] {
    return [{ path: "docs/sign-in-errors.md", text: signInErrorsDocument() }];
}
