/** Who can sign in before a change and after it: the walk of `sign-in`, taken with both deployments. */
import type { KeysInEntra } from "../../rules/keysInEntra";
import type { Deployment, EntraApplication, ServicePrincipal } from "../deployment/deployment";
import type { Directory } from "../deployment/directory";
import { thumbprintIn } from "../deployment/entraCertificate";
import { withEntraKeys } from "../deployment/entraKeys";
import { componentTypes, entraTypes } from "../deployment/types";
import { isUnreadable } from "../deployment/unreadable";
import type { SignIn } from "../signin/result";
import { prepareWalk } from "../signin/walk/walk";
import { directoryAfter } from "./directoryAfter";
import type { Plan, Side } from "./planned/world";
import type { Access, Standing } from "./review";

export interface AccessOptions {
    directory?: Directory;
    /** What Entra says of its certificates. */
    entraKeys?: KeysInEntra;
    nowMs: number;
}

type Verdict = SignIn["verdict"];

/** One person on one side; undefined where there is no application. */
type Answer = { verdict: Verdict; because?: Standing["because"] };

/** Undefined where no side has an application at which people could start. */
export function judgeAccess(plan: Plan, options: AccessOptions): Access | undefined {
    const users = [...new Set([plan.before, plan.after].flatMap(({ deployment }) => namesIn(deployment)))].sort();
    const applications = applicationsOf(plan, options.entraKeys);
    if (applications.before.length + applications.after.length === 0) {
        return undefined;
    }
    const before = walker(plan.before, applications.before, options);
    const { directory } = options;
    const after = walker(plan.after, applications.after, {
        ...options,
        directory: directory && directoryAfter(directory, plan),
    });
    const counts = () => ({ can: 0, cannot: 0, unknown: 0 });
    const access = {
        before: counts(),
        after: counts(),
        gains: [],
        loses: [],
        addedInVain: [],
        unknown: [],
    } as Required<Access>;
    const isOn = { before: new Set(namesIn(plan.before.deployment)), after: new Set(namesIn(plan.after.deployment)) };
    const isStanding = applications.before.length > 0;
    for (const name of users) {
        const [old, next] = [before(name), after(name)];
        if (isOn.before.has(name)) {
            access.before[words[old.verdict]] += 1;
        }
        if (isOn.after.has(name)) {
            access.after[words[next.verdict]] += 1;
        }
        // Who has no user after it is there under another name, or not at all.
        const ends = isOn.after.has(name) ? next.verdict : "no";
        const list = listFor(old.verdict, ends, { isNew: !isOn.before.has(name), isStanding, ...options });
        if (list !== undefined) {
            access[list].push({
                name,
                ...(list === "loses" && old.verdict === "unknown" ? { wasUnknown: true } : {}),
                ...(next.because === undefined || list === "gains" ? {} : { because: next.because }),
            });
        }
    }
    return access;
}

const words = { yes: "can", no: "cannot", unknown: "unknown" } as const;

function listFor(
    before: Verdict,
    after: Verdict,
    { isNew, isStanding, directory }: { isNew: boolean; isStanding: boolean; directory?: Directory },
): "gains" | "loses" | "addedInVain" | "unknown" | undefined {
    if (isNew && after === "no") {
        return "addedInVain";
    }
    if (before === after) {
        return undefined;
    }
    if (after === "yes") {
        return before === "no" ? "gains" : undefined;
    }
    if (after === "no") {
        // They may have been able to, and certainly are not after it.
        return "loses";
    }
    // Of a first deployment nearly nothing is known, and nobody loses anything by it.
    return before === "yes" || (isNew && isStanding && directory !== undefined) ? "unknown" : undefined;
}

function namesIn({ connectUsers }: Deployment): string[] {
    return connectUsers.flatMap(({ username }) => (isUnreadable(username) ? [] : [username]));
}

/** A person may come by any application that signs people in; the best answer counts. Without one nobody can. */
function walker({ deployment }: Side, applications: readonly EntraApplication[], options: AccessOptions) {
    const { directory, nowMs } = options;
    const walks = applications.map((application) => prepareWalk({ deployment, application, directory, nowMs }));
    return (user: string): Answer => {
        const [first = { verdict: "no" }, ...others] = walks.map((walk) => answerOf(walk(user)));
        return others.reduce((best, one) => (rank[one.verdict] > rank[best.verdict] ? one : best), first);
    };
}

const rank: Readonly<Record<Verdict, number>> = { no: 0, unknown: 1, yes: 2 };

function answerOf({ verdict, stop, missing, hops }: SignIn): Answer {
    if (stop !== undefined) {
        return { verdict, because: { id: stop.error, text: stop.cause } };
    }
    const [first] = missing;
    if (verdict !== "unknown" || first === undefined) {
        return { verdict };
    }
    const check = hops.flatMap(({ checks }) => checks).find(({ outcome }) => outcome === "unknown");
    return { verdict, because: { id: check?.id ?? first.hop, text: `${first.what}: ${first.why}` } };
}

/** Those at which people may start, with what is known of the certificate that signs, which no change of a stack switches. */
function applicationsOf({ before, after, changes }: Plan, keys: KeysInEntra | undefined) {
    const deleted = new Set(
        changes
            .filter(({ type, operation }) => type === entraTypes.signingCertificate && operation === "delete")
            .filter(({ isRetained }) => !isRetained)
            .map(({ before: resource }): unknown => resource && thumbprintIn(resource)),
    );
    const starts = before.deployment.applications.filter(isStart).map((application) => {
        const { servicePrincipal } = application;
        return servicePrincipal === undefined
            ? application
            : { ...application, servicePrincipal: withSigner(servicePrincipal, keys) };
    });
    const ends = after.deployment.applications.filter(isStart).map((application): EntraApplication => {
        const { servicePrincipal } = application;
        const standing = starts.find((it) => isSameObject(it, application))?.servicePrincipal;
        if (servicePrincipal === undefined || standing === undefined) {
            return application;
        }
        const { signingCertificates, keysInEntra, retiredCertificates } = standing;
        const preferredTokenSigningKeyThumbprint =
            activated(changes, servicePrincipal) ?? standing.preferredTokenSigningKeyThumbprint;
        return {
            ...application,
            servicePrincipal: {
                ...servicePrincipal,
                retiredCertificates,
                // One that is added stays inactive; one that the stack lets go of stays in Entra.
                signingCertificates:
                    signingCertificates.length === 0
                        ? servicePrincipal.signingCertificates
                        : signingCertificates.filter(({ thumbprint }) => !deleted.has(thumbprint)),
                preferredTokenSigningKeyThumbprint,
                ...(keysInEntra === undefined ? {} : { keysInEntra }),
            },
        };
    });
    return { before: starts, after: ends };
}

/** The certificate that this deployment makes Entra sign with, where it does. */
function activated(changes: Plan["changes"], servicePrincipal: ServicePrincipal): string | undefined {
    const steps = changes.filter(({ type }) => type === componentTypes.entraSigningCertificate);
    const thumbprints = steps.map(({ after }) => after && thumbprintIn(after));
    const own = servicePrincipal.signingCertificates.map(({ thumbprint }) => thumbprint);
    return own.find((it): it is string => !isUnreadable(it) && thumbprints.includes(it));
}

/** Entra's own word counts, then what the last deployment made it sign with, then what the configuration stated. */
function withSigner(servicePrincipal: ServicePrincipal, keys: KeysInEntra | undefined): ServicePrincipal {
    if (keys !== undefined) {
        return withEntraKeys(servicePrincipal, keys);
    }
    const { signingCertificates, signingCertificate: declared, preferredTokenSigningKeyThumbprint } = servicePrincipal;
    if (typeof preferredTokenSigningKeyThumbprint === "string") {
        return servicePrincipal;
    }
    const certificate = signingCertificates.find(({ name }) => name === declared);
    return certificate === undefined || isUnreadable(certificate.thumbprint)
        ? servicePrincipal
        : { ...servicePrincipal, preferredTokenSigningKeyThumbprint: certificate.thumbprint };
}

function isStart({ servicePrincipal }: EntraApplication): boolean {
    const mode = servicePrincipal?.preferredSingleSignOnMode;
    return mode === undefined || mode === "saml" || isUnreadable(mode) || mode === "";
}

function isSameObject(one: EntraApplication, other: EntraApplication): boolean {
    const [id, otherId] = [one, other].map((it) => it.servicePrincipal?.objectId);
    return typeof id === "string" && id === otherId;
}
