import { expect } from "chai";
import { connectSsoCommand, isPackage, rehearsalCommand } from "../../rules/commandLine";

describe("The commands that messages name", () => {
    it("are npm's in a checkout, which runs TypeScript, and npx's where the package is installed", () => {
        expect(
            ["/checkout/rules/commandLine.ts", "/app/node_modules/connect-entra-sso/dist/commands.js"].map(isPackage),
        ).to.deep.equal([false, true]);
        expect(isPackage()).to.equal(false);
    });

    for (const [installed, command, whole, part] of [
        [false, "npm run -s connect-sso -- explain FILE", "npm start", "npm start -- up --stack prod"],
        [true, "npx connect-sso explain FILE", "npx connect-sso rehearse", "npx connect-sso rehearse up --stack prod"],
    ] as const) {
        it(`begin with ${command.split(" ", 1)} ${installed ? "in the package" : "in a checkout"}`, () => {
            expect([
                connectSsoCommand("explain FILE", installed),
                rehearsalCommand("", installed),
                rehearsalCommand("up --stack prod", installed),
            ]).to.deep.equal([command, whole, part]);
        });
    }
});
