import { expect } from "chai";
import fc from "fast-check";
import { displayNameProblem } from "../../rules/entra";
import { roleNameProblem, samlProviderNameProblem } from "../../rules/iam";
import { defaultNames } from "../../rules/names";

describe("defaultNames", () => {
    it("is project and stack for all three", () => {
        expect(defaultNames("connect-sso", "dev")).to.deep.equal({
            roleName: "connect-sso-dev",
            samlProviderName: "connect-sso-dev",
            displayName: "connect-sso-dev",
        });
    });

    it("drops the organization and the project of a full stack name", () => {
        expect(defaultNames("connect-sso", "contoso/connect-sso/dev").roleName).to.equal("connect-sso-dev");
    });

    it("replaces what IAM refuses", () => {
        expect(defaultNames("connect, ünïted 09", "dev@1").roleName).to.equal("connect---n-ted-09-dev-1");
    });

    it("cuts a long name to 64 characters and ends it in a hash that never changes", () => {
        expect(defaultNames("p".repeat(100), "dev").roleName).to.equal(
            "ppppppppppppppppppppppppppppppppppppppppppppppppppppppp-4a81de51",
        );
    });

    it("leaves a name of 64 characters whole", () => {
        expect(defaultNames("p".repeat(60), "dev").roleName).to.equal(`${"p".repeat(60)}-dev`);
    });

    it("keeps long names apart that are alike at their beginning", () => {
        const names = ["dev", "prod", "test"].map((stack) => defaultNames("p".repeat(80), stack).roleName);
        expect(new Set(names).size).to.equal(3);
    });

    it("gives names that IAM and Entra accept, whatever the project and the stack", () => {
        fc.assert(
            fc.property(
                fc.string({ unit: "binary", maxLength: 150 }),
                fc.string({ maxLength: 150 }),
                (project, stack) => {
                    const { roleName, samlProviderName, displayName } = defaultNames(project, stack);
                    expect([
                        roleNameProblem(roleName),
                        samlProviderNameProblem(samlProviderName),
                        displayNameProblem(displayName),
                    ]).to.deep.equal([undefined, undefined, undefined]);
                },
            ),
        );
    });
});
