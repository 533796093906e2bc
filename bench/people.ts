/** Made-up people: the configuration of a stack with them, and the directory that has them. */
import type { Run } from "../tests/helpers/engine";

interface BenchUser {
    firstName: string;
    lastName: string;
    securityProfiles: string[];
}

/** @param withAdmin the first one is an admin, which only the stack program demands */
export function peopleOf(count: number, withAdmin: boolean) {
    const names = Array.from({ length: count }, (_, index) => `agent${index}@contoso.example`);
    const users: Record<string, BenchUser> = Object.fromEntries(
        names.map((name, index) => [
            name,
            {
                firstName: "Agent",
                lastName: `Number ${index}`,
                securityProfiles: [index === 0 && withAdmin ? "Admin" : "Agent"],
            },
        ]),
    );
    return {
        config: { "aws:region": "eu-central-1", instanceAlias: "contoso-bench", users },
        directory: {
            users: names.map((userPrincipalName, index) => ({
                id: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
                userPrincipalName,
                accountEnabled: true,
            })),
        },
    };
}

export async function succeeded(run: Promise<Run>): Promise<void> {
    const { code, output } = await run;
    if (code !== 0) {
        throw new Error(output);
    }
}
