import { openPanel } from "./panel.js";

const element = (id) => document.getElementById(id);
const config = await (await fetch("config.json")).json();

const signOut = openPanel(element("panel"), config, (name) => {
    element("agent").textContent = name ?? "";
    element("leave").hidden = name === undefined;
});
element("leave").addEventListener("click", signOut);
