/** Lists of Entra's and AWS's that name people and are no list of people: what each is, and what to export instead. */
import { isRecord } from "../../rules/record";

interface NotPeople {
    /** A noun: `a sign-in log`. */
    what: string;
    /** What it is good for; undefined: nothing here. */
    use?: string;
}

/** By members that people never have, in lower case without punctuation; the first that fits. */
const kinds: readonly (NotPeople & { has: readonly (readonly string[])[] })[] = [
    {
        what: "a sign-in log",
        use: "which `explain` reads",
        has: [
            ["signinerrorcode"],
            ["resulttype"],
            ["appdisplayname", "createddatetime"],
            ["errorcode", "accountupn"],
            ["conditionalaccessstatus"],
        ],
    },
    { what: "a list of risk detections", has: [["riskeventtype"], ["detectiontimingtype"]] },
    { what: "a list of risky users", has: [["riskstate"], ["risklevel"]] },
    { what: "an audit log", has: [["activitydisplayname"], ["initiatedby"], ["operationname", "targetresources"]] },
    { what: "a report of authentication methods", has: [["ismfaregistered"], ["methodsregistered"], ["ismfacapable"]] },
    { what: "a usage report of Microsoft 365", has: [["reportrefreshdate"], ["lastactivitydate"]] },
    { what: "a list of assignments", has: [["principalid", "resourceid"], ["principaldisplayname"]] },
    { what: "a list of service principals", has: [["serviceprincipaltype"]] },
    { what: "a list of applications", has: [["appid", "signinaudience"]] },
    { what: "a list of groups", has: [["securityenabled"], ["grouptypes"]] },
    { what: "a list of devices", has: [["operatingsystem"], ["trusttype"]] },
    { what: "an export of mailboxes", has: [["recipienttypedetails"], ["primarysmtpaddress"]] },
    { what: "an export of Active Directory", has: [["samaccountname", "distinguishedname"]] },
    { what: "a list of Amazon Connect users", has: [["securityprofileids"], ["arn", "username"]] },
];

/** By the last part of Graph's `@odata.context`, which also names an empty list. */
const collections: Readonly<Record<string, string>> = {
    signins: "a sign-in log",
    directoryaudits: "an audit log",
    riskyusers: "a list of risky users",
    riskdetections: "a list of risk detections",
    userregistrationdetails: "a report of authentication methods",
};

/** Undefined for people, and for what is not known. `holder`: the object around the list. */
export function notPeople(list: readonly unknown[], holder: Record<string, unknown> = {}): NotPeople | undefined {
    const context = String(holder["@odata.context"] ?? "");
    const named = collections[/#(?:.*\/)?(\w+?)(?:\(.*\))?(?:\/\$entity)?$/.exec(context)?.[1]?.toLowerCase() ?? ""];
    const first = list.find(isRecord);
    const members = new Set(
        Object.entries(first ?? {}).flatMap(([name, value]) =>
            value === undefined ? [] : [name.toLowerCase().replace(/[^a-z0-9]/g, "")],
        ),
    );
    const kind = kinds.find(
        ({ what, has }) => what === named || has.some((names) => names.every((name) => members.has(name))),
    );
    return kind ?? (areDeleted(list) ? { what: "a list of deleted users" } : undefined);
}

const areDeleted = (list: readonly unknown[]) =>
    list.length > 0 && list.every((one) => isRecord(one) && typeof one.deletedDateTime === "string");

/** What to do about it. */
export const exportPeople = "export the people with `az ad user list > people.json`";
