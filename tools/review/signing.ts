/** Which certificate the configuration of a stack says that Entra signs with. */
import { signerOf } from "../deployment/configuredSignIn";
import type { EntraApplication } from "../deployment/deployment";
import { ofType, type State } from "../deployment/exportedState";
import { componentTypes } from "../deployment/types";

export type SigningStatement = ReturnType<typeof signerOf>;

/** By the component that makes the application: its own statement, or that of the ConnectSso around it. */
export function signingStatementOf(
    state: State,
    { name }: Pick<EntraApplication, "name">,
): SigningStatement | undefined {
    const apps = ofType(state, componentTypes.entraSamlApp);
    const app = apps.find((it) => it.name === name) ?? (apps.length === 1 ? apps[0] : undefined);
    const own = signerOf(app);
    const around = app?.parent === undefined ? undefined : state.byUrn.get(app.parent);
    const statement = own.signingCertificate === undefined ? { ...signerOf(around), ...own } : own;
    return app === undefined ? undefined : statement;
}
