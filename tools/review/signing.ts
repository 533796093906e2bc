/** Which certificate the configuration of a stack says that Entra signs with. */
import { type SigningStatement, statementOf } from "../deployment/configuredSignIn";
import { ofType, type State } from "../deployment/exportedState";
import type { StateResource } from "../deployment/stateResource";
import { applicationComponents } from "../deployment/types";

/** Of the components that make a statement: their names, and what they say, by URN. */
export function signingStatements(state: State): Map<string, SigningStatement & { name: string }> {
    return new Map(
        ofType(state, ...applicationComponents)
            .map((it) => [it.urn, { name: it.name, ...statementOf(it) }] as const)
            .filter(([, { signingCertificate }]) => signingCertificate !== undefined),
    );
}

/** Of a resource or the components around it. */
function nearestStatement(state: State, resource: StateResource): SigningStatement | undefined {
    const statements = signingStatements(state);
    let at: StateResource | undefined = resource;
    for (let depth = 0; at !== undefined && depth < 20; depth++) {
        const found = statements.get(at.urn);
        if (found !== undefined) {
            return found;
        }
        at = state.byUrn.get(at.parent ?? "");
    }
    return undefined;
}

/** Of a resource's own components; of others where the stack has one statement only. */
export function statementFor(state: State, resource: StateResource | undefined): SigningStatement | undefined {
    const all = [...signingStatements(state).values()];
    return (resource && nearestStatement(state, resource)) ?? (all.length === 1 ? all[0] : undefined);
}
