import { readFileSync } from "node:fs";
import { expect } from "chai";
import { pinnedFolder } from "../../../../tools/rehearsal/engine/cache";
import { EngineNotFound, findEngine } from "../../../../tools/rehearsal/engine/find";
import { minimumVersion, pinnedVersion } from "../../../../tools/rehearsal/engine/version";
import { temporaryFolder, writeCommand } from "../../../helpers/folder";

describe("Finding an engine", () => {
    const temporary = temporaryFolder();
    const onPath = (name: string, body: string) => writeCommand(temporary.path("bin", name), body);
    const cached = (name: string, body: string) =>
        writeCommand(`${pinnedFolder(temporary.path("cache", "connect-entra-sso", "engine"))}/${name}`, body);
    // Only the commands of a test are on PATH, but shell scripts need the system's own.
    const env = () => ({ PATH: temporary.path("bin"), XDG_CACHE_HOME: temporary.path("cache") });
    const system = "export PATH=/usr/local/bin:/usr/bin:/bin";
    const noNetwork = "echo 'curl: (6) Could not resolve host: get.pulumi.com' >&2; exit 6";
    let said: string[];
    const write = process.stderr.write;

    beforeEach(() => {
        said = [];
        process.stderr.write = ((text: string) => said.push(text) > 0) as typeof process.stderr.write;
    });
    afterEach(() => {
        process.stderr.write = write;
    });

    async function failures(): Promise<string[]> {
        const error = await findEngine(env()).catch((thrown: unknown) => thrown);
        expect(error).to.be.instanceOf(EngineNotFound);
        return (error as Error).message.split("\n").filter((line) => line.startsWith("  - "));
    }

    it("takes the official command on PATH", async () => {
        const command = onPath("pulumi", "echo v3.300.1");
        onPath("pulumi-language-nodejs", "");
        expect(await findEngine(env())).to.deep.equal({ command, version: "3.300.1", origin: "on PATH" });
    });

    it("takes the cached engine when PATH has none", async () => {
        const command = cached("pulumi", `echo v${pinnedVersion}`);
        expect(await findEngine(env())).to.deep.equal({ command, version: pinnedVersion, origin: "cached" });
    });

    it("builds the engine with Go, once, and tells of it", async () => {
        onPath("curl", noNetwork);
        // `go env` answers; `go build … -o FILE …` writes a command that prints the version.
        const build = `
            while [ "$1" != -o ]; do shift; done
            echo 'go: downloading example.com/module v1.0.0' >&2
            printf '#!/bin/sh\\necho v${pinnedVersion}\\n' > "$2" && chmod 755 "$2"`;
        onPath("go", `${system}; case $1 in env) echo go1.26.8; echo local ;; *) ${build} ;; esac`);
        const engine = await findEngine(env());
        expect({ ...engine, command: "" }).to.deep.equal({ command: "", version: pinnedVersion, origin: "built" });
        expect(said.join("")).to.include("Building the Pulumi engine");
        onPath("go", "exit 1");
        expect((await findEngine(env())).origin).to.equal("cached");
    });

    it("renews the language host's script beside an engine that an older checkout built", async () => {
        cached("pulumi", `echo v${pinnedVersion}`);
        const ours = cached("pulumi-language-nodejs", 'exec node --import tsx "$CONNECT_ENTRA_SSO_LANGUAGE_HOST"');
        await findEngine(env());
        expect(readFileSync(ours, "utf8")).to.match(/^#!\/bin\/sh\n.*\n.*\nexec .*CONNECT_ENTRA_SSO_NODE:-node/);
        const official = cached("pulumi-language-nodejs", "echo official");
        await findEngine(env());
        expect(readFileSync(official, "utf8")).to.equal("#!/bin/sh\necho official\n");
    });

    it("says for every way in one line why it fails, and what to install", async () => {
        onPath("curl", noNetwork);
        const error = (await findEngine(env()).catch((thrown: unknown) => thrown)) as Error;
        const lines = error.message.split("\n");
        expect(lines.slice(0, -1)).to.deep.equal([
            "No Pulumi engine found on this machine:",
            "  - PATH: there is no `pulumi` command",
            `  - cache: ${pinnedFolder(temporary.path("cache", "connect-entra-sso", "engine"))} is not there yet`,
            "  - download: curl: (6) Could not resolve host: get.pulumi.com",
            "  - build: Go is not installed",
        ]);
        expect(lines.at(-1)).to.match(/^Install one of these.*Pulumi CLI 3\.\d+\.0 or newer.*Go 1\.26 or newer/);
    });

    const onPathProblems: [string, () => void, string][] = [
        [
            "too old",
            () => {
                onPath("pulumi", "echo v3.100.0");
                onPath("pulumi-language-nodejs", "");
            },
            `is version 3.100.0, ${minimumVersion} or a newer 3.x is needed`,
        ],
        [
            "without a Node.js host",
            () => onPath("pulumi", "echo v3.259.0"),
            "has no `pulumi-language-nodejs` beside it",
        ],
        [
            "that doesn't run",
            () => {
                onPath("pulumi", "echo 'cannot execute binary file' >&2; exit 126");
                onPath("pulumi-language-nodejs", "");
            },
            "doesn't run: cannot execute binary file",
        ],
    ];
    for (const [what, arrange, words] of onPathProblems) {
        it(`goes on past a command on PATH ${what}`, async () => {
            arrange();
            expect((await failures())[0])
                .to.match(/^ {2}- /)
                .and.include(words);
        });
    }

    it("goes on past a cached engine that is damaged", async () => {
        cached("pulumi", "exit 1");
        expect((await failures())[1])
            .to.include("cached: ")
            .and.include("doesn't run");
    });

    it("says that curl is missing", async () => {
        expect((await failures())[2]).to.equal("  - download: curl is not installed");
    });

    const goProblems: [string, string, string][] = [
        [
            "an old Go that may not fetch a newer one",
            "echo go1.22.3; echo local",
            "Go 1.22.3 is installed, 1.26 or newer is needed (GOTOOLCHAIN is local)",
        ],
        [
            "a Go too old to fetch a newer one",
            "echo go1.20",
            "Go 1.20 is installed, 1.26 or newer is needed (GOTOOLCHAIN is not known to it)",
        ],
        ["a Go that fails", "echo 'cannot find GOROOT' >&2; exit 2", "`go env` fails: cannot find GOROOT"],
        [
            "a build that fails",
            "case $1 in env) echo go1.27.1; echo auto ;; *) echo github.com/pkg/errors >&2; echo 'go: proxy.golang.org: no such host' >&2; exit 1 ;; esac",
            "`go build` fails: go: proxy.golang.org: no such host",
        ],
    ];
    for (const [what, body, words] of goProblems) {
        it(`says what is wrong with ${what}`, async () => {
            onPath("go", body);
            expect((await failures())[3]).to.equal(`  - build: ${words}`);
        });
    }

    it("lets a Go that may fetch a newer one do so", async () => {
        onPath("go", "case $1 in env) echo go1.21.0; echo auto ;; *) echo 'go: no space left' >&2; exit 1 ;; esac");
        expect((await failures())[3]).to.equal("  - build: `go build` fails: go: no space left");
    });
});
