"""Single sign-on into an Amazon Connect instance."""

import pulumi
import pulumi_connect_entra_sso as connect_entra_sso

contoso = connect_entra_sso.ConnectSso(
    "contoso",
    instance_alias="contoso-support",
    notification_email_addresses=["identity-team@contoso.example"],
    users={
        "admin@contoso.example": {
            "first_name": "Ada",
            "last_name": "Admin",
            "security_profiles": ["Admin"],
        },
        "alice@contoso.example": {
            "first_name": "Alice",
            "last_name": "Agent",
            "security_profiles": ["Agent"],
        },
    },
)

pulumi.export("signInUrl", contoso.sign_in_url)
pulumi.export("certificates", contoso.certificates)
pulumi.export("notChecked", contoso.not_checked)
