import { PluginAttach } from "@pulumi/pulumi/proto/plugin_pb";
import * as pb from "@pulumi/pulumi/proto/provider_pb";
import { expect } from "chai";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { CloudClient, refusal } from "./client";
import { toyCloud } from "./toyCloud";

describe("provider protocol of the emulated clouds", () => {
    let cloud: CloudClient;
    before(async () => {
        cloud = await CloudClient.start(toyCloud);
    });
    after(() => cloud.stop());

    it("is newer than any version that a program asks for", async () => {
        expect((await cloud.send("getPluginInfo", new Empty())).getVersion()).to.equal("99.0.0");
    });

    it("shakes hands, attaches and cancels as the engine asks", async () => {
        const handshake = await cloud.send("handshake", new pb.ProviderHandshakeRequest());
        expect([
            handshake.getAcceptSecrets(),
            handshake.getAcceptResources(),
            handshake.getAcceptOutputs(),
        ]).to.deep.equal([false, false, false]);
        expect((await cloud.send("attach", new PluginAttach())).toObject()).to.deep.equal({});
        expect((await cloud.send("cancel", new Empty())).toObject()).to.deep.equal({});
    });

    it("supports previews and takes neither secrets nor resources nor outputs", async () => {
        const response = await cloud.send("configure", new pb.ConfigureRequest());
        expect(response.toObject()).to.deep.equal({
            acceptsecrets: false,
            supportspreview: true,
            acceptresources: false,
            acceptoutputs: false,
            supportsAutonamingConfiguration: true,
        });
    });

    it("refuses to be parameterized", async () => {
        const error = await refusal(cloud.send("parameterize", new pb.ParameterizeRequest()));
        expect(error).to.equal("not implemented by the emulated clouds");
    });

    it("echoes the provider configuration and reports what is wrong with it", async () => {
        const news = Struct.fromJavaScript({ town: "nowhere" });
        const request = new pb.CheckRequest().setUrn("urn:pulumi:dev::p::pulumi:providers:toy::default").setNews(news);
        const response = await cloud.send("checkConfig", request);
        expect(response.getInputs()?.toJavaScript()).to.deep.equal({ town: "nowhere" });
        expect(response.getFailuresList().map((failure) => failure.getReason())).to.deep.equal([
            "no such town. Examine values at 'default.town'.",
        ]);
    });

    for (const [before, after, replaces] of [
        ["here", "here", []],
        ["here", "there", ["town"]],
    ] as const) {
        it(`replaces ${replaces.length > 0 ? "everything" : "nothing"} when the provider goes from ${before} to ${after}`, async () => {
            const request = new pb.DiffRequest().setOldInputs(Struct.fromJavaScript({ town: before }));
            const response = await cloud.send("diffConfig", request.setNews(Struct.fromJavaScript({ town: after })));
            expect(response.getReplacesList()).to.deep.equal([...replaces]);
        });
    }

    it("refuses a resource type and a look-up it does not know", async () => {
        expect(await refusal(cloud.check("toy:index/attic:Attic", {}))).to.equal(
            "the emulated toy does not model the resource type toy:index/attic:Attic. Run with --lenient to echo it and have it listed as not checked.",
        );
        expect(await refusal(cloud.invoke("toy:index/getAttic:getAttic", {}))).to.equal(
            "the emulated toy does not model the look-up toy:index/getAttic:getAttic. Run with --lenient to echo it and have it listed as not checked.",
        );
    });

    it("words a refusal as bridged providers do", async () => {
        const book = cloud.create("toy:index/book:Book", { shelf: "none", title: "Emma" });
        const error = await book.catch((thrown: { details: string }) => thrown.details);
        expect(error).to.equal("1 error occurred:\n\t* no shelf none\n\n");
    });
});
