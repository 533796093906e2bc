const guid = "00000000-0000-4000-8000-000000000001";

/** What a value must look like, by the words that the service's own names end in. */
const shapes: [name: RegExp, value: string | number | boolean][] = [
    [/arn$/i, "arn:aws:iam::123456789012:role/placeholder"],
    [/(thumbprint|fingerprint)$/i, "0123456789ABCDEF0123456789ABCDEF01234567"],
    [/(email|mail|address|addresses|userPrincipalName|upn)$/i, "placeholder@contoso.example"],
    [/(url|uri)$/i, "https://placeholder.contoso.example/"],
    [/(phone|phoneNumber|number)$/i, "+12065550100"],
    [/date$/i, "2030-01-01T00:00:00Z"],
    [/(seconds|minutes|hours|days|count|port)$/i, 3600],
    [/^(is|has|enable|use)[A-Z]/, true],
    [/(id|guid)$/i, guid],
];

/** A value of the right shape for an encrypted configuration key, told by the key's name. */
export function placeholderFor(key: string, tenantId?: string): string | number | boolean {
    const name = key.slice(key.lastIndexOf(":") + 1);
    if (/tenantId$/i.test(name) && tenantId !== undefined) {
        return tenantId;
    }
    return shapes.find(([pattern]) => pattern.test(name))?.[1] ?? `placeholder-for-${name}`;
}
