import type * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { joined } from "../../components/internal/guards";

describe("Hooks of several guards", () => {
    const hook = (name: string) => name as unknown as pulumi.ResourceHook;

    it("are all bound, in order, and leave each guard's own binding as it was", () => {
        const one = { beforeCreate: [hook("a")] };
        const none = {};
        const other = { beforeCreate: [hook("b")], beforeDelete: [hook("c")] };
        expect([joined(none, undefined, one, other), one, none, other]).to.deep.equal([
            { beforeCreate: ["a", "b"], beforeDelete: ["c"] },
            { beforeCreate: ["a"] },
            {},
            { beforeCreate: ["b"], beforeDelete: ["c"] },
        ]);
    });
});
