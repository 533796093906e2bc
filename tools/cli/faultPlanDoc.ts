/** docs/fault-plans.md: how to write a plan of faults, with what the emulated clouds state of themselves. */
import { awsCloud } from "../rehearsal/clouds/aws";
import { azureadCloud } from "../rehearsal/clouds/azuread";
import type { Cloud, OwnRead } from "../rehearsal/clouds/provider/resourceType";

const clouds: Cloud[] = [awsCloud, azureadCloud];

const introduction = `# Plans of faults

Real clouds are slow, throttle requests, lose answers, and sometimes show the state before your last change. With a plan, the emulated
clouds do the same in the calls that you name:

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

The file is checked before the engine starts, and one message reports all problems. Without \`--plan\`, a run uses \`plan.json\` in the
rehearsal's folder (\`.rehearsal/\`), if it exists. Each run says which plan it uses.

| key | meaning |
| --- | --- |
| \`preset\` | \`realistic\`: the latencies and limits [below](#realistic). |
| \`factor\` | Multiplies all times: less than 1 for a faster run. Default: 1. |
| \`latencyMs\` | Milliseconds that an operation takes, by type or \`*\`: a number, or one for each operation. Overrides the preset. |
| \`throttle\` | Requests per second and the burst before them, by service: \`connect\` and \`iam\` of AWS, \`graph\` of Entra. \`retryAfter\`: seconds that the provider waits before a retry. It gives up after \`aws:maxRetries\` (default 25). |
| \`fail\` | A call fails. \`message\` is the cloud's answer; by default, the connection is reset. With \`after\`, the cloud does the work, and only its answer is lost. |
| \`stale\` | A read that the provider makes within a call finds nothing. \`read\` is its [name](#reads-that-find-nothing) (default \`readBack\`), \`times\` how often (default 1). With the operation \`read\`, a refresh takes the resource for deleted. |
| \`crash\` | A process is killed in a call, before or (with \`after\`) after the cloud does the work. \`kills\` says which: \`plugin\` (the provider, default), \`engine\`, or \`program\` with its language host. |
| \`replicationDelayReads\` | By type: how many reads of other resources don't see a new object. |
| \`once\` | Each entry happens once in all runs, until the file changes. Otherwise each run counts from 1 again. |
| \`random\` | [Random faults](#faults-by-chance). |

An entry of \`fail\`, \`stale\` and \`crash\` has a \`type\`, an \`operation\` (\`create\`, \`read\`, \`update\`, \`delete\`, or \`invoke\` for a
look-up) and the number of the \`call\`, counted from 1 in each plugin process. With \`name\` (the resource's name in the program), only
calls for that resource count. A preview makes only look-ups.

The program's own requests to Microsoft Graph are also calls, counted separately from each start of the engine: with
\`signingCertificate\` it makes Entra sign by an \`update\` of the service principal, after a \`read\`. For these, \`crash\` with \`plugin\`
only breaks the connection.

## Faults by chance

\`\`\`json
{ "random": { "seed": 7, "chance": 0.1, "kinds": ["before", "after", "stale", "crashBefore", "crashAfter"] } }
\`\`\`

Each operation of each resource has a fault with this probability (default 0.1), of one of these kinds (default: all), in its first
call. It happens once in all runs, so that the next \`up\` gets further. The faults depend only on the seed and the resource's name, not
on the order in which the engine works. Without a seed, the run chooses one and prints it.
`;

/** The text of docs/fault-plans.md. */
export function faultPlanDocument(): string {
    return [
        introduction,
        `## Reads that find nothing\n\n${readsIntroduction}\n\n${table(["type", "operation", "read", "if it finds nothing"], reads())}\n`,
        `## Realistic\n\n${realisticIntroduction()}\n\n${table(["operation", "requests", "further wait", "source"], paces())}\n`,
        "<!-- Written by `npm run docs` from the emulated clouds. -->\n",
    ].join("\n");
}

const readsIntroduction = `What the real provider does after a read that comes too early was measured with its own code (azuread 3.8.0). All other types
have only \`readBack\`, which the provider retries.`;

const outcomes: Record<OwnRead["missed"], string> = {
    waits: "the provider retries",
    fails: "an error; the state lacks the resource",
    keeps: "an error; the state has an incomplete resource, which the next run updates",
    gone: '"expected non-nil error with nil state": the object exists, the state lacks it',
    "goes on": "the provider continues as if nothing existed",
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
                `\`${service}\` accepts ${perSecond} requests per second, after a burst of ${burst} ([source](${source}))`,
        ),
    );
    const sentences = [...requests, ...limits, "an operation that is not listed makes one request"];
    return sentences.map((sentence) => `- ${sentence[0]?.toUpperCase()}${sentence.slice(1)}.`).join("\n");
}

/** A line for each operation, those of one type together where they take as long. */
function paces(): string[][] {
    const rows = new Map<string, { operations: string[]; cells: string[] }>();
    for (const { type, operation, requests, waitMs = 0, source } of clouds.flatMap(
        ({ pace }) => pace?.operations ?? [],
    )) {
        const count = typeof requests === "number" ? String(requests) : "one per key";
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
