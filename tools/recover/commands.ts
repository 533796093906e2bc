/** The steps as lines for a shell. */
import { activateCertificateCommand, entraCloud } from "../../rules/entra";
import { shellText, shellWord } from "../../rules/shell";
import { lastSegment } from "../deployment/properties";
import { entraTypes } from "../deployment/types";
import type { Recovery, Step } from "./recovery";

/** `stack`: the name that `--stack` takes. */
export function commandsFor(step: Step, { stack, environment }: Pick<Recovery, "stack" | "environment">): string[] {
    const where = stack === "" ? "" : ` --stack ${shellWord(stack)}`;
    switch (step.kind) {
        case "cancel":
            return [`pulumi cancel${where}`];
        case "dropPending":
            return [`pulumi stack export${where} --file state.json`, `pulumi stack import${where} --file state.json`];
        case "import":
            return [
                [
                    `pulumi import${where} ${[step.type, step.name, step.heldId].map(shellText).join(" ")}`,
                    ...(step.parent === undefined ? [] : [`--parent ${shellText(`parent=${step.parent}`)}`]),
                    ...(step.provider === undefined ? [] : [`--provider ${shellText(`provider=${step.provider}`)}`]),
                    `--protect=${step.protect} --generate-code=false`,
                ].join(" "),
            ];
        case "activate":
            return [activateCertificateCommand({ ...step, environment })];
        case "remove":
            return removal(step.type, lastSegment(step.heldId), entraCloud(environment).graphUrl);
    }
}

/** Look first, then delete. */
function removal(type: string, id: string, graphUrl: string): string[] {
    if (type === entraTypes.application) {
        return [`az ad app show --id ${shellWord(id)}`, `az ad app delete --id ${shellWord(id)}`];
    }
    const url = `${graphUrl}/v1.0/policies/claimsMappingPolicies/${id}`;
    return [`az rest --url ${shellWord(`${url}/appliesTo`)}`, `az rest --method DELETE --url ${shellWord(url)}`];
}
