import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { readYaml } from "../../tools/cli/yaml";
import { awsCloud } from "../../tools/rehearsal/clouds/aws";
import { azureadCloud } from "../../tools/rehearsal/clouds/azuread";
import { planProblems } from "../../tools/rehearsal/clouds/provider/plan/check";
import type { Value } from "../../tools/rehearsal/clouds/provider/resourceType";
import { makeCertificate } from "../helpers/certificates";
import { deploy } from "../helpers/cloud";
import { type Choice, chanceKinds, chances } from "./chance";
import { reliabilityDocument } from "./document";
import { known } from "./known";
import { cases, faults, idOf, operations, planOf, types } from "./matrix";
import { planOfRead, readCases, readId } from "./reads";
import { readResults } from "./results";
import { phases, planOfRotation, rotationCases, rotationId } from "./rotation";

const root = join(__dirname, "..", "..");

describe("The matrix of faults", () => {
    it("has every type that the program creates", async () => {
        const { config } = readYaml(join(root, "Pulumi.dev.yaml")) as { config: Record<string, unknown> };
        const people = ["admin", "alice", "bob"].map((name) => ({
            objectId: `id-of-${name}`,
            userPrincipalName: `${name}@contoso.example`,
        }));
        const program = () => {
            delete require.cache[require.resolve("../../index")];
            return { ...(require("../../index") as typeof import("../../index")) };
        };
        const { registrations } = await deploy(program, { certificate: await makeCertificate(), people, config });
        const made = registrations.map(({ type }) => type).filter((type) => /^(aws|azuread):/.test(type));
        expect([...types].sort()).to.deep.equal([...new Set(made)].sort());
    });

    it("has every type that `CognitoFederation` creates", async () => {
        const people = ["admin", "alice"].map((name) => ({
            objectId: `id-of-${name}`,
            userPrincipalName: `${name}@contoso.example`,
        }));
        const program = () => ({ ...(require("./programs/cognito") as typeof import("./programs/cognito")) });
        const { registrations } = await deploy(program, { certificate: await makeCertificate(), people });
        const made = registrations
            .map(({ type }) => type.split(":"))
            .filter(([cloud = ""]) => /^(aws|azuread)$/.test(cloud));
        const played = cases.filter(({ operation }) => operation === "cognito").map(({ type }) => type);
        expect([...new Set(played)].sort()).to.deep.equal([...new Set(made.map((parts) => parts.at(-1)))].sort());
    });

    it("tries each creation with each fault, by the CLI and by `npm start`", () => {
        const creations = cases.filter(({ operation, way }) => operation === "create" && way !== "bare");
        expect(creations).to.have.length(types.length * faults.length * 2);
        expect(new Set(cases.map(idOf)).size).to.equal(cases.length);
    });

    for (const fault of faults) {
        it(`has plans that the clouds understand: ${fault}`, () => {
            const plans = cases.filter((one) => one.fault === fault).map((one) => planOf(one) as unknown as Value);
            expect(plans.flatMap((plan) => planProblems(plan, [awsCloud, azureadCloud]))).to.deep.equal([]);
        });
    }

    it("has plans that the clouds understand: a rotation", () => {
        const plans = rotationCases.map((one) => planOfRotation(one) as unknown as Value).filter(Boolean);
        expect(plans.flatMap((plan) => planProblems(plan, [awsCloud, azureadCloud]))).to.deep.equal([]);
        expect(new Set(rotationCases.map(rotationId)).size).to.equal(rotationCases.length);
        expect([...new Set(rotationCases.map(({ phase }) => phase))].sort()).to.deep.equal([...phases].sort());
    });

    it("plays the same by chance for the same seed", () => {
        const choice: Choice = { ways: ["cli", "start"], operations, kinds: ["interrupt", "severalFaults"] };
        expect(chances(4, 3, choice)).to.deep.equal(chances(3, 4, choice).slice(1));
    });

    it("tries each further read of Entra that can come too early, by the CLI and by `npm start`", () => {
        const reads = {
            create: {
                ServicePrincipalTokenSigningCertificate: ["servicePrincipal", "keyCredentials", "keyId", "readBack"],
                Application: ["patch", "beta", "owners"],
                AppRoleAssignment: ["servicePrincipal", "principal"],
                ServicePrincipalClaimsMappingPolicyAssignment: ["reference"],
                ServicePrincipal: ["existing", "application", "patch", "beta", "owners"],
                ApplicationIdentifierUri: ["application"],
            },
            update: { Application: ["beta", "owners"], ServicePrincipal: ["beta", "owners"] },
        };
        const wanted = ["cli", "start"].flatMap((way) =>
            Object.entries(reads).flatMap(([operation, types]) =>
                Object.entries(types).flatMap(([type, names]) =>
                    names.map((read) => `${way}/${operation}/${type}/stale/${read}`),
                ),
            ),
        );
        expect(readCases.map(readId)).to.deep.equal(wanted);
    });

    it("has plans that the clouds understand: early reads", () => {
        const plans = readCases.map((one) => planOfRead(one) as unknown as Value);
        expect(plans.flatMap((plan) => planProblems(plan, [awsCloud, azureadCloud]))).to.deep.equal([]);
    });
});

describe("The results of the faults", () => {
    const results = readResults();

    it("have nothing that fails and is not known", () => {
        const failed = [...results.values()].filter(({ end }) => end === "failed").map((result) => result.case);
        expect(failed.filter((id) => known[id] === undefined)).to.deep.equal([]);
        expect(Object.keys(known).filter((id) => !failed.includes(id))).to.deep.equal([]);
    });

    it("are those of cases that there are", () => {
        const ids = new Set([...cases.map(idOf), ...rotationCases.map(rotationId), ...readCases.map(readId)]);
        const others = [...results.keys()].filter(
            (id) => !ids.has(id) && !new RegExp(`/(${Object.keys(chanceKinds).join("|")})/\\d+$`).test(id),
        );
        expect(others).to.deep.equal([]);
    });

    it("are what docs/reliability.md says", () => {
        const document = readFileSync(join(root, "docs", "reliability.md"), "utf8");
        const isCurrent = document === reliabilityDocument(results);
        expect(isCurrent, "docs/reliability.md is not what the results say; write it with: npm run docs").to.equal(
            true,
        );
    });
});
