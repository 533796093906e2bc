/** docs/fault-plans.md: how to write a plan of faults, with what the emulated clouds state of themselves. */
import { awsCloud } from "../rehearsal/clouds/aws";
import { azureadCloud } from "../rehearsal/clouds/azuread";
import type { Cloud, OwnRead } from "../rehearsal/clouds/provider/resourceType";

const clouds: Cloud[] = [awsCloud, azureadCloud];

const introduction = `# Plans of faults

Real clouds are slow, throttle you, lose answers, and show you at times what was true before your last change. A plan makes
the emulated clouds do the same at the calls that you name:

\`\`\`text
npm start -- up --plan faults.json
\`\`\`

\`\`\`json
{
    "preset": "realistic",
    "factor": 0.01,
    "latencyMs": { "aws:connect/user:User": { "create": 800 }, "*": 50 },
    "throttle": { "connect": { "perSecond": 2, "burst": 5 }, "graph": { "perSecond": 50, "burst": 100, "retryAfter": 10 } },
    "fail": [
        { "type": "azuread:index/claimsMappingPolicy:ClaimsMappingPolicy", "operation": "create", "call": 1, "message": "unexpected status 503" },
        { "type": "aws:connect/user:User", "operation": "create", "name": "sso-alice@contoso.example", "call": 1, "after": true }
    ],
    "stale": [{ "type": "azuread:index/appRoleAssignment:AppRoleAssignment", "operation": "create", "call": 2 }],
    "crash": [{ "type": "aws:iam/role:Role", "operation": "create", "call": 1, "after": true }],
    "replicationDelayReads": { "azuread:index/servicePrincipal:ServicePrincipal": 1 },
    "once": true
}
\`\`\`

The whole file is checked before the engine starts. All problems are in one message. Without \`--plan\`, \`plan.json\` in the
rehearsal's folder (\`.rehearsal/\`) is the plan, if it is there; each run says which plan it is under.

| key | meaning |
| --- | --- |
| \`preset\` | \`realistic\`: the latencies and limits [below](#realistic). |
| \`factor\` | Multiplies all times, so that a realistic run need not take its time. Default: 1. |
| \`latencyMs\` | Milliseconds an operation takes, by type or \`*\`; a number, or one for each operation. It wins over the preset. |
| \`throttle\` | Requests a second and the burst before them, by service: \`connect\` and \`iam\` of AWS, \`graph\` of Entra. With \`retryAfter\` the provider waits so many seconds before it asks again. It gives up after \`aws:maxRetries\` (default 25). |
| \`fail\` | A call fails. \`message\` is the cloud's answer; by default, the connection is reset. With \`after\`, the cloud has done the work, and only its answer is lost. |
| \`stale\` | A read that the provider makes within a call finds nothing. \`read\` is its [name](#reads-that-find-nothing) (default \`readBack\`), \`times\` how often (default 1). At the operation \`read\`, a refresh takes the resource for deleted. |
| \`crash\` | A process is killed in a call: before the cloud does the work or, with \`after\`, then. \`kills\` says which: \`plugin\` (the provider, default), \`engine\`, or \`program\` with its language host. |
| \`replicationDelayReads\` | What a creation of this type made stays unseen by so many reads of other resources. |
| \`once\` | Each entry happens once over all runs, until the file changes. Otherwise each run counts from 1 again. |
| \`random\` | Faults that a seed decides, [below](#faults-by-chance). |

An entry of \`fail\`, \`stale\` and \`crash\` has a \`type\`, an \`operation\` (\`create\`, \`read\`, \`update\`, \`delete\`; \`invoke\` of a
look-up) and the number of the \`call\`, counted from 1 in each plugin process. With \`name\`, the name of a resource in the
program, only calls for this resource count. A preview makes no calls but look-ups.

What a program asks Microsoft Graph itself are calls, too, counted on their own from each start of the engine: \`signingCertificate\`
makes Entra sign by an \`update\` of the service principal, after a \`read\`. There \`crash\` with \`plugin\` breaks the connection and kills nobody.

## Faults by chance

\`\`\`json
{ "random": { "seed": 7, "chance": 0.1, "kinds": ["before", "after", "stale", "crashBefore", "crashAfter"] } }
\`\`\`

Each operation of each resource has a fault with this probability (default 0.1), of one of these kinds (default: all), at its
first call. It happens once over all runs, so that a further \`up\` gets further. The seed and the resource's name decide alone:
the same seed has the same faults, whatever order the engine takes. If you leave out the seed, the run takes one and prints it.
`;

/** The text of docs/fault-plans.md. */
export function faultPlanDocument(): string {
    return [
        introduction,
        `## Reads that find nothing\n\n${readsIntroduction}\n\n${table(["type", "operation", "read", "if it finds nothing"], reads())}\n`,
        `## Realistic\n\n${realisticIntroduction()}\n\n${table(["operation", "requests", "and waits", "source"], paces())}\n`,
        "<!-- Written by `npm run docs` from the emulated clouds. -->\n",
    ].join("\n");
}

const readsIntroduction = `What the real provider does with a read that comes too early was measured with its own code (azuread 3.8.0). All other types
have only \`readBack\`, which the provider repeats.`;

const outcomes: Record<OwnRead["missed"], string> = {
    waits: "the provider asks again",
    fails: "an error; the state lacks the resource",
    keeps: "an error; the state has the resource as half made, and the next run updates it",
    gone: '"expected non-nil error with nil state": the object exists, the state lacks it',
    "goes on": "the provider goes on as if nothing were there",
};

function reads(): string[][] {
    return clouds.flatMap(({ types }) =>
        types.flatMap(({ token, reads = {} }) =>
            Object.entries(reads).flatMap(([operation, own]) =>
                own.map(({ name, when, missed }) => [
                    nameOf(token),
                    operation,
                    `\`${name}\`, ${when} the work`,
                    missed === "gone" && operation === "update" ? updateOutcome : outcomes[missed],
                ]),
            ),
        ),
    );
}

/** The last part of a token: no two of the emulated types share it. */
const nameOf = (token: string): string => `\`${token.split(":").pop()}\``;

const updateOutcome = '"the resource did not exist while updating": the change is made, the state lacks it';

function realisticIntroduction(): string {
    const requests = clouds.map(
        ({ name, pace }) => `a request to ${name} takes ${pace?.requestMs} ms (${pace?.requestSource})`,
    );
    const limits = clouds.flatMap(({ pace }) =>
        Object.entries(pace?.limits ?? {}).map(
            ([service, { perSecond, burst, source }]) =>
                `\`${service}\` lets ${perSecond} requests a second through, after a burst of ${burst} ([source](${source}))`,
        ),
    );
    const sentences = [...requests, ...limits, "what is not listed makes one request"];
    return sentences.map((sentence) => `- ${sentence[0]?.toUpperCase()}${sentence.slice(1)}.`).join("\n");
}

/** A line for each operation, those of one type together where they take as long. */
function paces(): string[][] {
    const rows = new Map<string, { operations: string[]; cells: string[] }>();
    for (const { type, operation, requests, waitMs = 0, source } of clouds.flatMap(
        ({ pace }) => pace?.operations ?? [],
    )) {
        const count = typeof requests === "number" ? String(requests) : "one a key";
        const cells = [count, waitMs === 0 ? "" : `${waitMs / 1000} s`, source];
        const key = [type, ...cells].join();
        const row = rows.get(key) ?? { operations: [nameOf(type)], cells };
        row.operations.push(operation);
        rows.set(key, row);
    }
    return [...rows.values()].map(({ operations: [name = "", ...operations], cells }) => [
        `${name} ${operations.join(", ")}`,
        ...cells,
    ]);
}

function table(head: string[], rows: string[][]): string {
    const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
    return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
