/** What a program did to the mocked clouds. */
/** A resource that the program registered. */
export interface ResourceRecord {
    /** Type token, such as `aws:connect/user:User`. */
    type: string;
    name: string;
    /** What the program asked for, each Output by its value. */
    inputs: Readonly<Record<string, unknown>>;
    /** Id that the mocks gave; of a component `""`. */
    id: string | undefined;
    /** What the resource has, inputs included. */
    outputs: Readonly<Record<string, unknown>>;
}

/** A look-up that the program made. */
export interface LookUpRecord {
    /** Token of the function, such as `azuread:index/getUsers:getUsers`. */
    token: string;
    inputs: Readonly<Record<string, unknown>>;
}

/** A Connect user that the program creates. */
export interface ConnectUserRecord {
    firstName?: string;
    lastName?: string;
    /** Names of the security profiles, sorted. */
    securityProfiles: string[];
    routingProfile: string;
}
