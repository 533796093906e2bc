/** `aws.connect.getUser`: by name, exactly as it is written, or by id. */
import { lengthBetween } from "../../provider/formats";
import type { LookUp, Value, Values } from "../../provider/resourceType";
import { CloudError } from "../../provider/resourceType";
import { isObject } from "../../provider/values";
import { regionOf, requireConnect } from "../account";
import { exactlyOne } from "./lookUps";
import { instanceIn, ofInstance, userToken } from "./store";

const text = { kind: "string" } as const;
const blockOf = (value: Value | undefined): Values => (isObject(value) ? value : {});

export const getUser: LookUp = {
    token: "aws:connect/getUser:getUser",
    arguments: {
        instanceId: { kind: "string", required: true, format: lengthBetween(1, 100) },
        name: text,
        userId: text,
        region: text,
        tags: { kind: "map", items: text },
    },
    check: (inputs) => exactlyOne(inputs, "name", "userId"),
    result: (call, inputs) => {
        const { name, userId } = inputs;
        const instanceId = String(inputs.instanceId);
        const region = regionOf(call, inputs);
        const doing = name === undefined ? "reading Connect User" : `reading Connect User (${name}) summary`;
        requireConnect(region, doing, name === undefined ? "DescribeUser" : "ListUsers");
        // The provider says the same of an instance that is not there and of a user id that is not.
        const notFound = new CloudError(`${doing}: couldn't find resource`);
        if (instanceIn(call, instanceId, region) === undefined) {
            throw notFound;
        }
        const found = ofInstance(call, userToken, instanceId).find(({ value }) =>
            name === undefined ? value.userId === userId : value.name === name,
        );
        if (found === undefined) {
            throw name === undefined ? notFound : new CloudError(`${doing}: empty result`);
        }
        const { identityInfo, phoneConfig, tags: _, tagsAll, ...user } = found.value;
        const { email = "", firstName = "", lastName = "", secondaryEmail = "" } = blockOf(identityInfo);
        return {
            directoryUserId: "",
            hierarchyGroupId: "",
            ...user,
            id: found.id,
            identityInfos: identityInfo === undefined ? [] : [{ email, firstName, lastName, secondaryEmail }],
            phoneConfigs: [{ deskPhoneNumber: "", ...blockOf(phoneConfig) }],
            tags: tagsAll ?? {},
        };
    },
};
