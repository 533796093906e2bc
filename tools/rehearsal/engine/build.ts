import { chmodSync, existsSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fillPinnedFolder } from "./cache";
import { buildProgram, canBuild } from "./goProgram";
import { engineProgram } from "./goPrograms";

const languageHostFile = "pulumi-language-nodejs";

/**
 * The Go modules have the engine but not today's Node.js language host, so the one of this project takes its place.
 * The cache serves every checkout: the environment says whose host is meant (see `home.ts`).
 */
const languageHostScript = `#!/bin/sh
# The engine starts this file beside it to run Node.js programs. The caller of the engine names the host.
: "\${CONNECT_ENTRA_SSO_LANGUAGE_HOST:?this engine only runs within the rehearsal of connect-entra-sso: npm start}"
exec "\${CONNECT_ENTRA_SSO_NODE:-node}" \${CONNECT_ENTRA_SSO_TSX:+--import "$CONNECT_ENTRA_SSO_TSX"} "$CONNECT_ENTRA_SSO_LANGUAGE_HOST" "$@"
`;

export const canBuildEngine = canBuild(engineProgram);

/** Builds the engine into the cache; returns in one line why it can't. */
export function buildEngine(cache: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
    return buildProgram(engineProgram, env, (build) =>
        fillPinnedFolder(cache, async (folder) => {
            await build(join(folder, "pulumi"));
            writeLanguageHostScript(folder);
        }),
    );
}

/** Brings the script beside an engine that an older checkout built up to date. An official one has a language host of its own. */
export function renewLanguageHostScript(folder: string): void {
    const file = join(folder, languageHostFile);
    const isSmall = existsSync(file) && statSync(file).size < 10_000;
    const text = isSmall ? readFileSync(file, "utf8") : "";
    if (text.includes("CONNECT_ENTRA_SSO_LANGUAGE_HOST") && text !== languageHostScript) {
        writeLanguageHostScript(folder);
    }
}

function writeLanguageHostScript(folder: string): void {
    const file = join(folder, languageHostFile);
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, languageHostScript);
    chmodSync(draft, 0o755);
    renameSync(draft, file);
}
