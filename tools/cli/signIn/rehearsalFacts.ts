/** What a rehearsal's clouds know beyond what any stack export says: people, private keys, profiles. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { KeysInEntra } from "../../../rules/keysInEntra";
import type { SecurityProfile } from "../../deployment/deployment";
import type { Directory } from "../../deployment/directory";
import { readEntraKeys } from "../../deployment/entraKeys";
import { readDirectory } from "../../deployment/readDirectory";
import { awsTypes, entraTypes } from "../../deployment/types";
import type { Home } from "../../rehearsal/engine";
import { type CloudObjects, readClouds } from "../cloudStores";
import { writeWhole } from "../writeWhole";

export interface RehearsalFacts {
    /** Undefined before the first rehearsal. */
    directory?: Directory;
    /** By the service principal's object id. */
    keysInEntra: Record<string, KeysInEntra>;
    securityProfiles: SecurityProfile[];
    /** ARN of the role of the first sign-in, by the Connect user's id. */
    boundRoleArns: Record<string, string>;
}

export const noRehearsalFacts: RehearsalFacts = {
    keysInEntra: {},
    securityProfiles: [],
    boundRoleArns: {},
};

export function readRehearsalFacts(home: Home): RehearsalFacts {
    const { azuread = {}, aws = {} } = readClouds(home);
    const servicePrincipals = recordsOf<{ id: string }>(azuread, entraTypes.servicePrincipal);
    return {
        directory: directoryOf(azuread),
        keysInEntra: Object.fromEntries(servicePrincipals.map((one) => [one.id, readEntraKeys(one, {})])),
        securityProfiles: recordsOf<SecurityProfile>(aws, awsTypes.securityProfile).map(
            ({ securityProfileId, name, permissions }) => ({ securityProfileId, name, permissions }),
        ),
        boundRoleArns: readBindings(home),
    };
}

function directoryOf(azuread: CloudObjects): Directory | undefined {
    const [tenantId] = Object.keys(azuread.tenant ?? {});
    const users = Object.values(azuread.user ?? {});
    if (tenantId === undefined || users.length === 0) {
        return undefined;
    }
    const groups = Object.values(azuread.group ?? {});
    return readDirectory({ tenantId, users, groups }, "the rehearsal's directory");
}

function recordsOf<T>(objects: CloudObjects, kind: string): T[] {
    return Object.values(objects[kind] ?? {}) as T[];
}

const bindingsFile = (home: Home) => join(home.rehearsal, "signIns.json");

function readBindings(home: Home): Record<string, string> {
    try {
        return existsSync(bindingsFile(home)) ? JSON.parse(readFileSync(bindingsFile(home), "utf8")) : {};
    } catch {
        // Torn by a kill: nobody is known to have signed in before.
        return {};
    }
}

/** Remembers the role with which people have signed in, as Connect does. The first stays. */
export function bindRoles(home: Home, roles: Record<string, string>): void {
    const bound = { ...roles, ...readBindings(home) };
    writeWhole(bindingsFile(home), `${JSON.stringify(bound, null, 4)}\n`);
}
