import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { quietDebugger } from "../../components/internal/sdk";

describe("V8's debugger, which the components turn off", () => {
    it("is on again for a program that serializes a function", async () => {
        await quietDebugger();
        const captured = { greeting: "hello" };
        const { text } = await pulumi.runtime.serializeFunction(() => captured.greeting);
        expect(text).to.include('greeting: "hello"');
    });
});
