/** What Go builds here. The package has none of this, see `scripts/buildCommands.mjs`. */
import { join } from "node:path";
import type { GoProgram } from "./goBuild";
import { pinnedVersion } from "./version";

const yamlVersion = "1.25.0";

export const engineProgram: GoProgram = {
    what: `the Pulumi engine v${pinnedVersion}`,
    lasts: "about five minutes",
    packages: "1,700",
    modules: __dirname,
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    variables: { "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version": `v${pinnedVersion}` },
};

/** The language host of YAML. It has a version of its own, which `yaml/go.mod` names, too. */
export const yamlHost: GoProgram = {
    what: `the language host of YAML v${yamlVersion}`,
    lasts: "about four minutes",
    packages: "700",
    modules: join(__dirname, "yaml"),
    package: "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml",
    variables: { "github.com/pulumi/pulumi-yaml/pkg/version.Version": `v${yamlVersion}` },
};

/** What writes SDKs for `pulumi package add`; its source is in this checkout. */
export const sdkGenerator: GoProgram = {
    what: "the generator of SDKs",
    lasts: "about one minute",
    packages: "800",
    modules: __dirname,
    package: "./generator",
};
