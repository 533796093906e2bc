/** `aws.connect.HoursOfOperation`. The provider leaves times and time zone to the API. */
import { oneOf } from "../../provider/formats";
import type { Property, Value, Values } from "../../provider/resourceType";
import { isObject } from "../../provider/values";
import { because, outsideModel } from "../errors";
import { connectPart, invalid, type Part } from "./part";
import { hoursToken, ofInstance, queueToken } from "./store";

const dayNames = ["SUNDAY", "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY"];
const maxConfigs = 100;

const time: Property = {
    kind: "object",
    required: true,
    properties: { hours: { kind: "integer", required: true }, minutes: { kind: "integer", required: true } },
};

const listOf = (value: Value | undefined): Values[] => (Array.isArray(value) ? (value as Values[]) : []);

/** https://docs.aws.amazon.com/connect/latest/APIReference/API_HoursOfOperationTimeSlice.html */
function* timeProblems(config: Values) {
    for (const [key, limit] of [
        ["hours", 23],
        ["minutes", 59],
    ] as const) {
        for (const slice of ["startTime", "endTime"] as const) {
            const value = isObject(config[slice]) ? Number(config[slice][key]) : 0;
            if (value < 0 || value > limit) {
                const bound = value < 0 ? "greater than or equal to 0" : `less than or equal to ${limit}`;
                yield invalid(outsideModel(`config.${slice}.${key}`, `Member must have value ${bound}`));
            }
        }
    }
}

function isTimeZone(name: string): boolean {
    try {
        return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat("en", { timeZone: name }) !== undefined;
    } catch {
        return false;
    }
}

export const hoursOfOperationPart: Part = {
    token: hoursToken,
    label: "Hours Of Operation",
    api: "HoursOfOperation",
    idKey: "hoursOfOperationId",
    segment: "operating-hours",
    properties: {
        // No limit on its length in the provider.
        instanceId: { kind: "string", required: true },
        configs: {
            ownName: "config",
            kind: "set",
            required: true,
            items: {
                kind: "object",
                properties: {
                    day: { kind: "string", required: true, format: oneOf(...dayNames) },
                    startTime: time,
                    endTime: time,
                },
            },
        },
        timeZone: { kind: "string", required: true },
    },
    updates: [
        {
            keys: ["configs", "description", "name", "timeZone"],
            operation: "UpdateHoursOfOperation",
            doing: "updating HoursOfOperation ({id})",
        },
    ],
    *problems(_call, { configs, timeZone }) {
        if (listOf(configs).length > maxConfigs) {
            yield invalid(outsideModel("config", `Member must have length less than or equal to ${maxConfigs}`));
        }
        for (const config of listOf(configs)) {
            yield* timeProblems(config);
        }
        if (!isTimeZone(String(timeZone))) {
            yield invalid(because("Invalid parameter.", `${timeZone} is not a time zone such as Europe/Berlin`));
        }
    },
    kept: ({ configs, timeZone }) => ({ configs: configs ?? [], timeZone: timeZone ?? "" }),
    user: (call, instanceId, ownId) => {
        const holder = ofInstance(call, queueToken, instanceId).find(({ value }) => value.hoursOfOperationId === ownId);
        return holder && `queue ${holder.value.name} has them`;
    },
};

export const hoursOfOperation = connectPart(hoursOfOperationPart);
