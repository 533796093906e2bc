import type { SignIn } from "../../signin/result";
import { makeReport, type SignInReport } from "./report";
import { runWalks } from "./runWalks";
import type { Sources } from "./sources";

/** Takes these people through and reports. */
export async function signInTo(sources: Sources, users: readonly string[], nowMs: number): Promise<SignInReport> {
    const { deployment, application, directory, privateKeys } = sources;
    const signIns: SignIn[] = await runWalks({ deployment, application, directory, privateKeys, nowMs }, users);
    return makeReport(sources, signIns, nowMs);
}
