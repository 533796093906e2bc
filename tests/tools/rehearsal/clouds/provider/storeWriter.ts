/** A process that writes to a store and says so after each change, to be killed by store.test.ts. */
import { Store } from "../../../../../tools/rehearsal/clouds/provider/store";

const [folder = "", prefix = "", count = "0"] = process.argv.slice(2);

async function write(): Promise<void> {
    const store = await Store.open(folder);
    for (let number = 0; number < Number(count); number += 1) {
        await store.transaction((transaction) => {
            const seen = Number(transaction.get("counter", "all")?.value ?? 0);
            transaction.put("counter", "all", { value: seen + 1 });
            transaction.put("item", `${prefix}${number}`, { text: "x".repeat(2000) });
        });
        process.stdout.write(`${prefix}${number}\n`);
    }
}

void write();
