/** How the reader starts our commands: through npm in a checkout of this project, through npx where the package is installed. */

/** A checkout runs TypeScript; what the package has is compiled. */
export const isPackage = (file = __filename): boolean => !file.endsWith(".ts");

/** A command line of `connect-sso`. */
export function connectSsoCommand(args: string, installed = isPackage()): string {
    return installed ? `npx connect-sso ${args}` : `npm run -s connect-sso -- ${args}`;
}

/** A command line of the rehearsal; without arguments, the whole rehearsal. */
export function rehearsalCommand(args = "", installed = isPackage()): string {
    if (installed) {
        return `npx connect-sso rehearse ${args}`.trimEnd();
    }
    return args === "" ? "npm start" : `npm start -- ${args}`;
}
