import { type ChildProcess, spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { Store } from "../../../../../tools/rehearsal/clouds/provider/store";
import { refusal } from "./client";

const writers: ChildProcess[] = [];

function startWriter(folder: string, prefix: string, count: number): { process: ChildProcess; written: string[] } {
    const script = join(__dirname, "storeWriter.ts");
    const child = spawn(process.execPath, ["--import", "tsx", script, folder, prefix, String(count)]);
    writers.push(child);
    const written: string[] = [];
    let rest = "";
    child.stdout.on("data", (bytes: Buffer) => {
        const lines = `${rest}${bytes}`.split("\n");
        rest = lines.pop() ?? "";
        written.push(...lines);
    });
    return { process: child, written };
}

const ended = (child: ChildProcess) => new Promise<void>((resolve) => child.on("close", () => resolve()));

async function until(condition: () => boolean): Promise<void> {
    while (!condition()) {
        await new Promise((resolve) => setTimeout(resolve, 5));
    }
}

describe("Store of the emulated clouds", () => {
    let folder: string;
    let journal: string;
    beforeEach(() => {
        folder = join(mkdtempSync(join(tmpdir(), "store-")), "cloud");
        journal = join(folder, "journal.jsonl");
    });
    afterEach(() => {
        for (const child of writers.splice(0)) {
            child.kill("SIGKILL");
        }
        rmSync(join(folder, ".."), { recursive: true, force: true });
    });

    it("is readable by its owner only", async () => {
        (await Store.open(folder)).close();
        expect((statSync(folder).mode & 0o777).toString(8)).to.equal("700");
        expect((statSync(journal).mode & 0o777).toString(8)).to.equal("600");
    });

    it("seeds a store that has never been used, once", async () => {
        let seeds = 0;
        const seed = () => {
            seeds += 1;
        };
        (await Store.open(folder, seed)).close();
        (await Store.open(folder, seed)).close();
        expect(seeds).to.equal(1);
    });

    it("seeds again after a seed that failed", async () => {
        const failing = Store.open(folder, () => {
            throw new Error("no such file");
        });
        expect(await refusal(failing)).to.equal("no such file");
        const store = await Store.open(folder, (transaction) => transaction.put("item", "a", { text: "seeded" }));
        expect(store.get("item", "a")).to.deep.equal({ text: "seeded" });
        store.close();
    });

    it("appends what changed and never rewrites what stands", async () => {
        const store = await Store.open(folder);
        await store.transaction((transaction) => transaction.put("item", "a", { text: "1" }));
        const before = readFileSync(journal, "utf8");
        await store.transaction((transaction) => transaction.put("item", "a", { text: "2" }));
        expect(readFileSync(journal, "utf8")).to.equal(`${before}[["item","a",{"text":"2"}]]\n`);
        store.close();
    });

    it("keeps nothing of a transaction that throws, and shows it to nobody", async () => {
        const store = await Store.open(folder);
        const failing = store.transaction((transaction) => {
            transaction.put("item", "a", { text: "1" });
            expect(transaction.list("item")).to.have.lengthOf(1);
            throw new Error("refused");
        });
        expect(await refusal(failing)).to.equal("refused");
        expect(store.list("item")).to.deep.equal([]);
        store.close();
    });

    it("drops a line torn by a kill and goes on after it", async () => {
        const store = await Store.open(folder);
        await store.transaction((transaction) => transaction.put("item", "a", { text: "1" }));
        store.close();
        appendFileSync(journal, '[["item","b",{"te');
        const again = await Store.open(folder);
        expect(again.list("item")).to.deep.equal([{ id: "a", value: { text: "1" } }]);
        await again.transaction((transaction) => transaction.put("item", "c", { text: "3" }));
        again.close();
        const last = await Store.open(folder);
        expect(last.list("item").map(({ id }) => id)).to.deep.equal(["a", "c"]);
        last.close();
    });

    it("says where it is damaged rather than guess", async () => {
        (await Store.open(folder)).close();
        appendFileSync(journal, "not json\n");
        expect(await refusal(Store.open(folder))).to.equal(`the emulated cloud's store is damaged: ${journal}, line 2`);
    });

    it("has all that a process said it wrote before it was killed, and the lock is free again", async () => {
        const writer = startWriter(folder, "k", 100_000);
        await until(() => writer.written.length > 40);
        writer.process.kill("SIGKILL");
        await ended(writer.process);
        const store = await Store.open(folder);
        const ids = new Set(store.list("item").map(({ id }) => id));
        expect(writer.written.filter((id) => !ids.has(id))).to.deep.equal([]);
        expect(store.get("counter", "all")).to.deep.equal({ value: ids.size });
        store.close();
    });

    it("loses no change when several processes write at once", async () => {
        const both = [startWriter(folder, "a", 60), startWriter(folder, "b", 60)];
        await Promise.all(both.map((writer) => ended(writer.process)));
        const store = await Store.open(folder);
        expect(store.get("counter", "all")).to.deep.equal({ value: 120 });
        expect(store.list("item")).to.have.lengthOf(120);
        store.close();
    });

    it("sees what another instance wrote since", async () => {
        const [one, other] = [await Store.open(folder), await Store.open(folder)];
        await one.transaction((transaction) => transaction.put("item", "a", { text: "1" }));
        expect(other.get("item", "a")).to.deep.equal({ text: "1" });
        one.close();
        other.close();
    });

    it("compacts a journal that is mostly out of date, and other instances follow", async () => {
        const old = await Store.open(folder);
        const lines = Array.from({ length: 600 }, (_, number) => `[["item","a",{"text":"${number}"}]]\n`);
        appendFileSync(journal, lines.join(""));
        const compacted = await Store.open(folder);
        expect(readFileSync(journal, "utf8").split("\n")).to.have.lengthOf(3);
        await compacted.transaction((transaction) => transaction.put("item", "b", { text: "new" }));
        expect(old.list("item")).to.deep.equal([
            { id: "a", value: { text: "599" } },
            { id: "b", value: { text: "new" } },
        ]);
        const fresh = await Store.open(folder);
        expect(fresh.get("item", "b")).to.deep.equal({ text: "new" });
        for (const store of [old, compacted, fresh]) {
            store.close();
        }
    });

    it("takes over the lock of a process that is gone", async () => {
        (await Store.open(folder)).close();
        writeFileSync(join(folder, "lock"), JSON.stringify({ pid: 2 ** 30, started: "1" }));
        const store = await Store.open(folder);
        expect(store.list("item")).to.deep.equal([]);
        store.close();
    });

    it("takes over the lock of a process whose number was given to another one", async () => {
        (await Store.open(folder)).close();
        writeFileSync(join(folder, "lock"), JSON.stringify({ pid: process.pid, started: "1" }));
        (await Store.open(folder, undefined, 500)).close();
    });

    it("says who holds the lock when that process does not let go", async () => {
        (await Store.open(folder)).close();
        writeFileSync(join(folder, "lock"), JSON.stringify({ pid: process.pid, started: "" }));
        expect(await refusal(Store.open(folder, undefined, 50))).to.equal(
            `the emulated cloud's store is locked by process ${process.pid} (${join(folder, "lock")}); wait for that run to end, or end it, and run again`,
        );
    });
});
