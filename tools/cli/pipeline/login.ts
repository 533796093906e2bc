/** Pulumi Cloud without a stored token: the job's own identity is exchanged for one that ends with the job. */
import { UsageError } from "../errors";
import { call } from "./calls";
import { required } from "./github";
import { withPrivateFolder, writePrivate } from "./privateFolder";

const expiration = "1h";

/** Returns what was done, in words. A state in a bucket needs no sign-in: `PULUMI_BACKEND_URL` is enough. */
export async function login(env: NodeJS.ProcessEnv = process.env): Promise<string> {
    const backend = required(
        env,
        "PULUMI_BACKEND_URL",
        "set it as a variable of the repository, such as s3://contoso-pulumi-state",
    );
    if (!/^https:\/\//.test(backend)) {
        return "no sign-in: the state is not in Pulumi Cloud";
    }
    const organization = required(
        env,
        "PULUMI_ORG",
        "set it as a variable of the repository: the organization in Pulumi Cloud",
    );
    const token = await identityToken(env, `urn:pulumi:org:${organization}`);
    await withPrivateFolder(async (folder) => {
        const file = writePrivate(folder, "token", token);
        await must([
            "login",
            backend,
            "--oidc-token",
            `file://${file}`,
            "--oidc-org",
            organization,
            "--oidc-expiration",
            expiration,
        ]);
    });
    await must(["org", "set-default", organization]);
    return `signed in to ${backend} as the organization ${organization}`;
}

async function must(args: string[]): Promise<void> {
    const { code, stderr, stdout } = await call("pulumi", args);
    if (code !== 0) {
        throw new Error(`pulumi ${args.slice(0, 2).join(" ")}: exit code ${code}: ${(stderr || stdout).trim()}`);
    }
}

/** The token that says which workflow of which repository this is (docs.github.com, OpenID Connect reference). */
async function identityToken(env: NodeJS.ProcessEnv, audience: string): Promise<string> {
    const hint = "give the job `permissions: id-token: write`";
    const url = new URL(required(env, "ACTIONS_ID_TOKEN_REQUEST_URL", hint));
    url.searchParams.set("audience", audience);
    const response = await fetch(url, {
        headers: { authorization: `Bearer ${required(env, "ACTIONS_ID_TOKEN_REQUEST_TOKEN", hint)}` },
        redirect: "error",
        signal: AbortSignal.timeout(30_000),
    });
    const { value } = response.ok ? ((await response.json()) as { value?: unknown }) : {};
    if (typeof value !== "string") {
        throw new UsageError(`GitHub gave no identity token (status ${response.status}); ${hint}`);
    }
    return value;
}
