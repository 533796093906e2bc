/** What runs in the emulated panel: as much of the protocol of Amazon Connect Streams as a sign-in, its end and a name need. */
import { scriptValue } from "./html";

interface Agent {
    name: string;
    username: string;
    agentARN: string;
    instanceId: string;
}

export const panelScript = (agent: Agent): string => `
const agent = ${scriptValue(agent)};
const embedder = window.parent === window ? undefined : window.parent;
const portId = crypto.randomUUID();
let ended = false;
const say = (event, data) => embedder?.postMessage({ event, data }, "*");
const show = (words) => {
    document.getElementById("state").textContent = words;
    document.getElementById("panel").className = "ended";
};
function end(event, words) {
    if (ended) return;
    ended = true;
    show(words);
    say(event);
}
async function leave() {
    await fetch("/logout", { credentials: "include" });
    end("terminated", "Signed out");
}
window.addEventListener("message", ({ source, data }) => {
    if (source !== embedder || embedder === undefined) return;
    if (data?.event === "synchronize" && !ended) say("acknowledge", { id: portId });
    if (data?.event === "terminate") end("terminated", "Signed out");
});
document.getElementById("leave").addEventListener("click", leave);
const arn = agent.agentARN.split("/agent/")[0];
say("acknowledge", { id: portId });
say("agent::update", {
    snapshot: {
        state: { agentStateARN: arn + "/agent-state/1", name: "Available", type: "routable", startTimestamp: new Date().toISOString() },
        nextState: null,
        contacts: [],
        localTimestamp: Date.now(),
        skew: 0,
    },
    configuration: {
        name: agent.name,
        username: agent.username,
        agentARN: agent.agentARN,
        agentStates: [],
        permissions: [],
        extension: "",
        softphoneEnabled: true,
        softphoneAutoAccept: false,
        routingProfile: { name: "Basic Routing Profile", routingProfileId: arn + "/routing-profile/1", queues: [], channelConcurrencyMap: {} },
    },
});
setInterval(async () => {
    if (ended) return;
    const { status } = await fetch("/rehearsal/session", { credentials: "include", cache: "no-store" });
    if (status === 401) end("auth_fail", "Session expired");
}, 1000);
`;
