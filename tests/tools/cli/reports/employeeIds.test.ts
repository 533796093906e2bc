import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { UsageError } from "../../../../tools/cli/errors";
import { copyStackFile } from "../../../../tools/cli/stackFile";
import { readYaml } from "../../../../tools/cli/yaml";
import { temporaryFolder } from "../../../helpers/folder";

const unquoted = readFileSync(join(__dirname, "fixtures", "19-employee-ids-unquoted.yaml"), "utf8");

describe("A stack file with employee ids as names", () => {
    const temporary = temporaryFolder();
    const rehearse = (text: string) => {
        temporary.write("project/Pulumi.yaml", "name: connect-entra-sso\nruntime: nodejs\n");
        temporary.write("project/Pulumi.emp.yaml", text);
        return copyStackFile(
            { project: temporary.path("project"), rehearsal: temporary.path("rehearsal") },
            { stack: "emp" },
        );
    };

    it("is refused where YAML makes numbers of them, with each of them in quotation marks", () => {
        expect(() => rehearse(unquoted)).to.throw(
            UsageError,
            'the keys 1e3, 00421 and 0x1F are read as 1000, 421 and 31; write them in quotation marks: "1e3", "00421" and "0x1F"',
        );
    });

    it("is taken as written where they are quoted", () => {
        const { file } = rehearse(unquoted.replace(/^( +)(1e3|00421|0x1F):/gm, '$1"$2":'));
        const { config } = readYaml(file) as { config: Record<string, Record<string, unknown>> };
        expect(Object.keys(config["connect-entra-sso:users"] ?? {})).to.deep.equal(["1e3", "00421", "0x1F"]);
    });
});
