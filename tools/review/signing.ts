/** Which certificate the configuration of a stack says that Entra signs with. */
import { type SigningStatement, statementOf } from "../deployment/configuredSignIn";
import { ofType, type State, withParents } from "../deployment/exportedState";
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

/** Of a resource's own components; of others where the stack has one statement only. */
export function statementFor(state: State, resource: StateResource | undefined): SigningStatement | undefined {
    const statements = signingStatements(state);
    const [nearest] = withParents(resource, state.byUrn).flatMap(({ urn }) => statements.get(urn) ?? []);
    const [only, another] = statements.values();
    return nearest ?? (another === undefined ? only : undefined);
}
