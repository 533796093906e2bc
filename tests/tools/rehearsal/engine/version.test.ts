import { expect } from "chai";
import {
    compareVersions,
    isRecentEnough,
    minimumVersion,
    parseVersion,
    pinnedVersion,
} from "../../../../tools/rehearsal/engine/version";

describe("The engine's version", () => {
    const printed: [string, string | undefined][] = [
        ["v3.259.0\n", "3.259.0"],
        ["3.260.1-alpha.1727", "3.260.1"],
        ["warning: a new version\nv3.252.0", "3.252.0"],
        ["(devel)", undefined],
        ["", undefined],
    ];
    for (const [text, version] of printed) {
        it(`is ${version ?? "not found"} in ${JSON.stringify(text)}`, () => {
            expect(parseVersion(text)).to.equal(version);
        });
    }

    const accepted: [string, boolean][] = [
        [minimumVersion, true],
        [pinnedVersion, true],
        ["3.1000.0", true],
        ["3.251.9", false],
        ["3.26.0", false],
        ["4.0.0", false],
    ];
    for (const [version, recent] of accepted) {
        it(`${version} is ${recent ? "accepted" : "refused"}`, () => {
            expect(isRecentEnough(version)).to.equal(recent);
        });
    }

    it("is compared number by number, a missing one being 0", () => {
        const versions = ["1.26.8", "1.3", "1.26", "1.26.0.1", "1.21"];
        expect(versions.sort(compareVersions)).to.deep.equal(["1.3", "1.21", "1.26", "1.26.0.1", "1.26.8"]);
    });
});
