/** Of which of Microsoft's clouds the files are: each answer of Graph names its address. */
import { entraCloud, entraEnvironments } from "../../rules/entraClouds";
import { tryUrl } from "../../rules/text";
import { type Printed, textIn, valueAt } from "./reading";

/** As azuread names them; the Department of Defense has a Graph of its own. */
const environments = [...Object.values(entraEnvironments), "usgovernmentl5"];
const files = ["application.json", "service-principal.json", "assignments.json", "people.json"] as const;

export function graphHostsIn(printed: Printed): string[] {
    const hosts = files.flatMap((file) => {
        const host = tryUrl(textIn(valueAt(printed[file]?.[0], ["@odata.context"])) ?? "")?.host;
        return host === undefined ? [] : [host];
    });
    return [...new Set(hosts)];
}

/** Undefined where no file says it. */
export function environmentOf(printed: Printed): string | undefined {
    const hosts = graphHostsIn(printed);
    return environments.find((one) => hosts.includes(tryUrl(entraCloud(one).graphUrl)?.host ?? ""));
}
