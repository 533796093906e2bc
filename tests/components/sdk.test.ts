import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { Application } from "@pulumi/azuread/application";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import {
    allRegistered,
    atCallersLine,
    currentRun,
    endOfEngine,
    findTypes,
    forgetUnfinished,
    importOfLater,
    isConfigSecret,
    isMocked,
    mendStackTraces,
    monitorAddress,
    nearestOfType,
    outputOf,
    readState,
    resourceAt,
    runsHooks,
    scopeOf,
    settle,
} from "../../components/internal/sdk";
import { deploy } from "../helpers/cloud";

/** What a preview does not know yet. */
function notKnown(): pulumi.Output<string> {
    return pulumi.output((pulumi as unknown as { unknown: string }).unknown);
}

/** Runs something while a program does; its value may be what a deployment would not wait for. */
async function inRun<T>(ask: () => T | Promise<T>): Promise<T> {
    const answers: T[] = [];
    const { failures } = await deploy(async () => {
        answers.push(await ask());
    });
    expect(failures).to.deep.equal([]);
    return answers[0] as T;
}

describe("what a plugin knows of the engine", () => {
    const { getStore } = require("@pulumi/pulumi/runtime/state") as {
        getStore(): { terminated: boolean; settings: { options: { monitorAddr?: string } } };
    };
    const { terminateRpcs } = require("@pulumi/pulumi/runtime/settings") as { terminateRpcs(): void };
    const { withLocalStorage } = require("@pulumi/pulumi/runtime/state") as {
        withLocalStorage<T>(run: () => T): T;
    };

    it("is the monitor's address", () => {
        const address = withLocalStorage(() => {
            getStore().settings.options.monitorAddr = "127.0.0.1:1";
            return monitorAddress();
        });
        expect([address, withLocalStorage(monitorAddress)]).to.deep.equal(["127.0.0.1:1", ""]);
    });

    it("is that the engine has ended the run, as soon as the SDK knows it", async () => {
        const terminated = await withLocalStorage(async () => {
            const ended = endOfEngine();
            terminateRpcs();
            await ended;
            return getStore().terminated;
        });
        expect(terminated).to.equal(true);
    });

    it("is a parent's types, with which a component is identified as in a program of Node.js", async () => {
        const prefix = "urn:pulumi:test::contoso::";
        const scopes = ["pulumi:pulumi:Stack::contoso-test", "a:b:Site$a:b:Floor::berlin"].map(async (it) => {
            const parent = new pulumi.DependencyResource(prefix + it);
            await findTypes(parent);
            return scopeOf("a:b:Desk", "desk", { parent });
        });
        expect(await Promise.all(scopes)).to.deep.equal(["a:b:Desk::desk", "a:b:Site$a:b:Floor$a:b:Desk::desk"]);
    });
});

describe("settle", () => {
    const { secret, output } = pulumi;
    const cases: [what: string, input: () => unknown, settled: { value: unknown; known: boolean; secret: boolean }][] =
        [
            ["a text", () => "a", { value: "a", known: true, secret: false }],
            ["nothing", () => undefined, { value: undefined, known: true, secret: false }],
            ["a promise", () => Promise.resolve("a"), { value: "a", known: true, secret: false }],
            ["an Output", () => output("a"), { value: "a", known: true, secret: false }],
            ["an Output of a promise", () => output(Promise.resolve("a")), { value: "a", known: true, secret: false }],
            ["a secret", () => secret("a"), { value: "a", known: true, secret: true }],
            ["a secret that is nothing", () => secret(undefined), { value: undefined, known: true, secret: true }],
            [
                "Outputs in a map and a list",
                () => ({ a: output("a"), b: [output(1), { c: Promise.resolve(true) }] }),
                { value: { a: "a", b: [1, { c: true }] }, known: true, secret: false },
            ],
            [
                "a secret in a map in a list",
                () => [{ a: secret("a") }, "b"],
                { value: [{ a: "a" }, "b"], known: true, secret: true },
            ],
        ];
    for (const [what, input, settled] of cases) {
        it(`waits for ${what}`, async () => {
            expect(await inRun(() => settle(input()))).to.deep.equal(settled);
        });
    }

    it("ends for what is not known, whose value is unknown", async () => {
        const { value, ...others } = await inRun(() => settle(notKnown()));
        expect([pulumi.isUnknown(value), others]).to.deep.equal([true, { known: false, secret: false }]);
    });

    it("ends for what is not known within a map, and keeps what is known", async () => {
        const { value, ...others } = await inRun(() => settle({ a: "a", b: [notKnown()], c: secret("c") }));
        const { b, ...known } = value as { b: unknown[] };
        expect([known, b.map((it) => pulumi.isUnknown(it)), others]).to.deep.equal([
            { a: "a", c: "c" },
            [true],
            { known: false, secret: true },
        ]);
    });

    it("ends for what follows from what is not known", async () => {
        const { known } = await inRun(() => settle(notKnown().apply((it) => it.length)));
        expect(known).to.equal(false);
    });

    it("fails as the Output does", async () => {
        const failed = await inRun(() =>
            settle(output("a").apply(() => Promise.reject(new Error("no such thing")))).catch(
                (error: Error) => error.message,
            ),
        );
        expect(failed).to.equal("no such thing");
    });
});

describe("The run", () => {
    it("is mocked, and runs no hooks, under setMocks", async () => {
        expect(await inRun(() => [isMocked(), runsHooks()])).to.deep.equal([true, false]);
    });

    it("is not mocked with a monitor that takes hooks, as the engine's does", async () => {
        const mocked = await inRun(() => {
            Object.assign(pulumi.runtime.getMonitor() as object, { registerResourceHook: () => {} });
            return isMocked();
        });
        expect(mocked).to.equal(false);
    });

    it("runs hooks where the engine says that it does", async () => {
        const { getStore } = require("@pulumi/pulumi/runtime/state") as {
            getStore(): { supportsResourceHooks: boolean };
        };
        const answers = await inRun(() => {
            Object.assign(pulumi.runtime.getMonitor() as object, { registerResourceHook: () => {} });
            const before = getStore().supportsResourceHooks;
            const asked = [true, false].map((supports) => {
                getStore().supportsResourceHooks = supports;
                return runsHooks();
            });
            getStore().supportsResourceHooks = before;
            return asked;
        });
        expect(answers).to.deep.equal([true, false]);
    });

    it("has a monitor of the real SDK that takes hooks", () => {
        const { ResourceMonitorClient } = require("@pulumi/pulumi/proto/resource_grpc_pb") as {
            ResourceMonitorClient: { prototype: { registerResourceHook?: unknown } };
        };
        expect(typeof ResourceMonitorClient.prototype.registerResourceHook).to.equal("function");
    });

    it("is the same throughout a program, and another in the next", async () => {
        const [first, again] = await inRun(() => [currentRun(), currentRun()]);
        const next = await inRun(currentRun);
        expect([first === again, first === next]).to.deep.equal([true, false]);
    });
});

describe("allRegistered", () => {
    it("waits until resources are registered, also those that wait for others", async () => {
        const registered: string[] = [];
        await pulumi.runtime.setMocks({
            newResource: async ({ name, inputs }) => {
                await new Promise((resolve) => setTimeout(resolve, 5));
                registered.push(name);
                return { id: name, state: inputs };
            },
            call: () => ({}),
        });
        class Thing extends pulumi.CustomResource {
            constructor(name: string, before?: pulumi.CustomResource) {
                super("test:index:Thing", name, { before: before?.id });
            }
        }
        new Thing("other", new Thing("one"));
        await allRegistered();
        expect(registered).to.deep.equal(["one", "other"]);
    });
});

describe("forgetUnfinished", () => {
    it("keeps the SDK from reporting what waits without end", () => {
        const { leakedPromises } = require("@pulumi/pulumi/runtime/debuggable") as {
            leakedPromises(): [Set<unknown>, string];
        };
        class Waiting extends pulumi.CustomResource {
            constructor() {
                super("test:index:Waiting", "waiting", { input: new Promise(() => {}) });
            }
        }
        leakedPromises();
        new Waiting();
        expect(leakedPromises()[0].size).to.be.above(0);
        new Waiting();
        forgetUnfinished();
        expect(leakedPromises()[0].size).to.equal(0);
    });
});

describe("scopeOf", () => {
    const type = "connect-entra-sso:index:ConnectInstance";
    const component = (name: string, parent?: pulumi.Resource) =>
        new pulumi.ComponentResource(`test:index:${name}`, name, {}, { parent });
    const parents: [what: string, parent: () => pulumi.Resource | undefined, scope: string][] = [
        ["no parent", () => undefined, `${type}::sso`],
        [
            "the stack as its parent",
            () => new pulumi.ComponentResource(pulumi.runtime.rootPulumiStackTypeName, "connect-entra-sso-dev"),
            `${type}::sso`,
        ],
        ["a component as its parent", () => component("Outer"), `test:index:Outer$${type}::sso`],
        [
            "a component within another as its parent",
            () => component("Inner", component("Outer")),
            `test:index:Outer$test:index:Inner$${type}::sso`,
        ],
        [
            "a resource as its parent",
            () => new Application("app", { displayName: "app" }, { parent: component("Outer") }),
            `test:index:Outer$azuread:index/application:Application$${type}::sso`,
        ],
    ];
    for (const [what, parent, scope] of parents) {
        it(`is the URN without stack and project, with ${what}`, async () => {
            const scopes = await inRun(async () => {
                const opts = { parent: parent() };
                const { value } = await settle(pulumi.createUrn("sso", type, opts.parent));
                return { ours: scopeOf(type, "sso", opts), urn: value };
            });
            expect(scopes).to.deep.equal({ ours: scope, urn: `urn:pulumi:dev::connect-entra-sso::${scope}` });
        });
    }
});

describe("isConfigSecret", () => {
    it("tells secret keys from others", async () => {
        const { result } = await deploy(() => ({ secrets: ["a:secret", "a:plain", "a:missing"].map(isConfigSecret) }), {
            config: { "a:secret": "x", "a:plain": "y" },
            secretKeys: ["a:secret"],
        });
        expect(result.secrets).to.deep.equal([true, false, false]);
    });
});

describe("atCallersLine", () => {
    const create = (displayName: string) => new Application(displayName, { displayName });
    const createAtCaller = atCallersLine(create);

    it("stores for a resource one frame, of the function that asked for it", async () => {
        const traces = await tracesOf(function program() {
            createAtCaller("short");
            create("long");
        });
        const short = traces.get("short") ?? [];
        expect(short.map((uri) => uri.replace(/.*\//, ""))).to.deep.equal(["sdk.test.ts"]);
        expect(traces.get("long")?.length).to.be.greaterThan(5);
    });

    it("leaves other errors and their stacks as they are", () => {
        const { prepareStackTrace } = Error;
        const fail = atCallersLine(function thrower(): never {
            throw new Error("no such thing");
        });
        expect(fail).to.throw("no such thing");
        try {
            fail();
        } catch (error) {
            expect((error as Error).stack).to.match(/^Error: no such thing\n {4}at .*thrower .*\n {4}at /);
        }
        expect(Error.prepareStackTrace).to.equal(prepareStackTrace);
    });

    /** Files of the frames that the SDK sends to the engine, by the name of the resource. */
    async function tracesOf(program: () => void): Promise<Map<string, string[]>> {
        interface Registration {
            getName(): string;
            getStacktrace(): { getFramesList(): { getPc(): { getUri(): string } | undefined }[] };
        }
        const traces = new Map<string, string[]>();
        await inRun(() => {
            const monitor = pulumi.runtime.getMonitor() as unknown as {
                registerResource(request: Registration, ...others: unknown[]): void;
            };
            const { registerResource } = monitor;
            monitor.registerResource = (request, ...others) => {
                const frames = request.getStacktrace().getFramesList();
                traces.set(
                    request.getName(),
                    frames.map((frame) => frame.getPc()?.getUri() ?? ""),
                );
                registerResource.call(monitor, request, ...others);
            };
            program();
        });
        return traces;
    }
});

describe("importOfLater", () => {
    const make = (options: pulumi.CustomResourceOptions) => new Application("app", { displayName: "app" }, options);

    it("lets a resource wait for the choice, and for what it waits for besides", async () => {
        let choose: (id: undefined) => void = () => {};
        const choice = new Promise<undefined>((resolve) => {
            choose = resolve;
        });
        const order: string[] = [];
        const { failures, registrations } = await deploy(async () => {
            const first = new Application("first", { displayName: "first" });
            const app = make(importOfLater(choice, [first]));
            setTimeout(() => {
                order.push("chosen");
                choose(undefined);
            }, 20);
            await settle(app.urn);
            order.push("made");
        });
        const made = registrations.find(({ name }) => name === "app");
        expect([failures, order, made?.dependencies]).to.deep.equal([[], ["chosen", "made"], ["Application first"]]);
    });

    it("transforms the resource, which these mocks do not support, only where there is something to import", async () => {
        const { failures } = await deploy(async () => {
            make(importOfLater(Promise.resolve("/applications/a")));
        });
        expect(failures.join("\n")).to.contain("does not support transforms");
    });
});

describe("nearestOfType and resourceAt", () => {
    it("find a component above a resource, and give a message the URN it is about", async () => {
        const found = await inRun(async () => {
            const outer = new pulumi.ComponentResource("test:index:Outer", "outer");
            const inner = new pulumi.ComponentResource("test:index:Inner", "inner", {}, { parent: outer });
            return [
                nearestOfType("test:index:Outer", inner) === outer,
                nearestOfType("test:index:Inner", inner) === inner,
                nearestOfType("test:index:Other", inner),
                (await settle(resourceAt("urn:x").urn)).value,
            ];
        });
        expect(found).to.deep.equal([true, true, undefined, "urn:x"]);
    });
});

describe("outputOf", () => {
    const resource = (id: pulumi.Output<string>) => ({ id }) as pulumi.CustomResource;
    it("is the value where there is one, and nothing where a resource that exists has none", async () => {
        const settled = await inRun(() =>
            Promise.all([
                settle(outputOf(resource(pulumi.output("id")), pulumi.output("a"))),
                settle(outputOf(resource(notKnown()), pulumi.output("a"))),
                settle(outputOf(resource(pulumi.output("id")), pulumi.output(undefined))),
            ]),
        );
        expect(settled).to.deep.equal([
            { value: "a", known: true, secret: false },
            { value: "a", known: true, secret: false },
            { value: undefined, known: true, secret: false },
        ]);
    });

    it("is unknown where a resource that does not exist has none, as when a program runs to destroy", async () => {
        const { known } = await inRun(() => settle(outputOf(resource(notKnown()), pulumi.output(undefined))));
        expect(known).to.equal(false);
    });

    it("stays a secret", async () => {
        const { secret } = await inRun(() => settle(outputOf(resource(pulumi.output("id")), pulumi.secret("a"))));
        expect(secret).to.equal(true);
    });
});

describe("mendStackTraces", () => {
    const { prepareStackTrace } = Error;
    afterEach(() => {
        Error.prepareStackTrace = prepareStackTrace as NonNullable<typeof prepareStackTrace>;
    });
    const render = (place: string) => {
        Error.prepareStackTrace = ({ message }) => `Error: ${message}\n    at apply (${place})\n    at ${place}`;
        mendStackTraces();
        mendStackTraces();
        return new Error("mistaken").stack;
    };
    for (const [place, shown] of [
        ["/app/node_modules/@pulumi/output.ts:516:31", "/app/node_modules/@pulumi/./output.ts:516:31"],
        ["/app/node_modules/index.js:1:2", "/app/node_modules/./index.js:1:2"],
        ["C:\\app\\node_modules\\@pulumi\\output.ts:1:2", "C:\\app\\node_modules\\@pulumi\\./output.ts:1:2"],
        ["/app/node_modules/@pulumi/pulumi/output.js:1:2", "/app/node_modules/@pulumi/pulumi/output.js:1:2"],
        ["/app/node_modules/undici/index.js:1:2", "/app/node_modules/undici/index.js:1:2"],
        ["/app/index.ts:1:2", "/app/index.ts:1:2"],
    ] as const) {
        it(`shows ${place} as ${shown}`, () => {
            expect(render(place)).to.equal(`Error: mistaken\n    at apply (${shown})\n    at ${shown}`);
        });
    }

    describe("of the trace that the SDK notes with each promise", () => {
        const { debuggablePromise } = require("@pulumi/pulumi/runtime/debuggable") as {
            debuggablePromise(promise: Promise<void>): void;
        };
        const key = "PULUMI_DEBUG_PROMISE_LEAKS";
        const framesRendered = () => {
            let count = 0;
            Error.stackTraceLimit = 10;
            Error.prepareStackTrace = (_, frames) => {
                count += frames.length;
                return "Error\n    at somewhere";
            };
            mendStackTraces();
            const promise = Promise.resolve();
            debuggablePromise(promise);
            return { count, trace: (promise as unknown as { _debugStackTrace: string })._debugStackTrace };
        };
        const before = process.env[key];
        afterEach(() => {
            delete process.env[key];
            Object.assign(process.env, before === undefined ? {} : { [key]: before });
        });

        it("renders nothing, since nobody reads it", async () => {
            delete process.env[key];
            await inRun(() => expect(framesRendered()).to.deep.equal({ count: 0, trace: "Error" }));
        });

        it("renders all of it for somebody who looks for promises that never end", async () => {
            process.env[key] = "true";
            await inRun(() => {
                const { count, trace } = framesRendered();
                expect([count > 0, trace]).to.deep.equal([true, "Error\n    at somewhere"]);
            });
        });
    });

    it("leaves alone what renders no text, and a process that renders nothing", () => {
        Error.prepareStackTrace = (_, frames) => frames;
        mendStackTraces();
        expect(Array.isArray(new Error("mistaken").stack)).to.equal(true);
        Error.prepareStackTrace = undefined as never;
        mendStackTraces();
        expect(Error.prepareStackTrace).to.equal(undefined);
    });
});

describe("The SDK beyond its documented API", () => {
    it("is used in components/internal/sdk.ts alone", () => {
        const root = join(__dirname, "..", "..");
        const files = readdirSync(join(root, "components"), { recursive: true, encoding: "utf8" })
            .filter((name) => name.endsWith(".ts"))
            .map((name) => join(root, "components", name));
        const undocumented = /@pulumi\/pulumi\/|pulumi\.runtime(?!\.(isDryRun|allConfig)\b)|\b__\w+/;
        const wrong = [...files, join(root, "config.ts"), join(root, "index.ts")]
            .filter((file) => undocumented.test(readFileSync(file, "utf8")))
            .map((file) => relative(root, file));
        expect(wrong).to.deep.equal(["components/internal/sdk.ts"]);
    });
});

describe("The state as the engine is writing it", () => {
    const failing = (times: number) => {
        let calls = 0;
        return async () => {
            calls += 1;
            if (calls <= times) {
                throw new Error("failed to load checkpoint: EOF");
            }
            return calls;
        };
    };

    it("is read again until it is whole", async () => {
        expect(await readState(failing(2))).to.equal(3);
    });

    it("is given up when it never is", async () => {
        const message = await readState(failing(5), 2).catch((error: Error) => error.message);
        expect(message).to.equal("failed to load checkpoint: EOF");
    });
});
