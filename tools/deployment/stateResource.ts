/** A resource of a state. Inputs and outputs are as Pulumi wrote them, secrets wrapped. */
export interface StateResource {
    /** `azuread:index/application:Application`. */
    type: string;
    name: string;
    urn: string;
    id?: string;
    /** URN of the parent. */
    parent?: string;
    /** URN of the provider, without the id that Pulumi appends. */
    provider?: string;
    /** Read, not owned: what `Resource.get` leaves behind. */
    external: boolean;
    inputs: unknown;
    outputs: unknown;
    /** URNs of the resources that an input was made of. */
    madeOf(property: string): string[];
}
