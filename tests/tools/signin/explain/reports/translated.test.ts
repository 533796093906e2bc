import { expect } from "chai";
import { causesOf, contextOf, explainAny } from "../world";

const sts = "Dienst: AWSSecurityTokenService; Statuscode: 400; Fehlercode: InvalidIdentityToken";

/** As AWS's documents and browsers translate them: the names in them stay. */
describe("An error in another language", () => {
    const texts: [string, string, string[]][] = [
        [
            "German",
            "Ihre Anforderung enthielt eine ungültige SAML-Antwort. Klicken Sie hier, um sich abzumelden.",
            ["invalidSamlResponse.roleMissing likely"],
        ],
        [
            "German",
            `RoleSessionName ist erforderlich in AuthnResponse (${sts})`,
            ["roleSessionNameRequired.attributeEmpty likely"],
        ],
        [
            "German",
            `RoleSessionName in AuthnResponse muss [a-zA-Z_0-9+=,.@-]{2,64} entsprechen (${sts})`,
            ["roleSessionNameInvalid.character likely"],
        ],
        [
            "German",
            "Zugriff verweigert. Ihr Konto wurde authentifiziert, aber nicht in diese Anwendung aufgenommen.",
            ["notOnboarded.noUser likely"],
        ],
        [
            "French",
            "Votre demande comportait une réponse SAML non valide. Pour vous déconnecter, cliquez ici.",
            ["invalidSamlResponse.roleMissing likely"],
        ],
        [
            "French",
            "Erreur : Non autorisé à exécuter sts : AssumeRoleWith SAML (service : AWSSecurityTokenService ; code d'état : 403 ; code d'erreur : AccessDenied)",
            ["notAuthorizedToAssume.roleNotFound likely"],
        ],
        [
            "French",
            "Le nombre DurationSeconds demandé dépasse le MaxSessionDuration défini pour ce rôle.",
            ["durationTooLong.roleShorter likely"],
        ],
        [
            "Spanish",
            "Su solicitud incluía una respuesta SAML no válida. Para cerrar sesión, haga clic aquí.",
            ["invalidSamlResponse.roleMissing likely"],
        ],
        [
            "Spanish",
            "Acceso denegado. Se ha autenticado la cuenta pero no se ha incorporado a esta aplicación.",
            ["notOnboarded.noUser likely"],
        ],
        [
            "Portuguese",
            "Sua solicitação incluiu uma resposta SAML inválida.",
            ["invalidSamlResponse.roleMissing likely"],
        ],
        [
            "Japanese",
            "リクエストに無効な SAML レスポンスが含まれています。",
            ["invalidSamlResponse.roleMissing likely"],
        ],
        [
            "any",
            "AADSTS50105: Ihr Administrator hat die Anwendung so konfiguriert",
            ["notAssigned.notAssigned certain"],
        ],
    ];
    for (const [language, text, causes] of texts) {
        it(`is known by what no translation changes, and by AWS's own: ${language}, ${text.slice(0, 40)}`, async () => {
            const answer = await explainAny(text, contextOf(undefined));
            const attempts = "problem" in answer ? [] : answer.attempts;
            const found = attempts.flatMap((one) =>
                causesOf(one).map((cause, index) => `${cause} ${one.findings[index]?.sureness}`),
            );
            expect(found).to.deep.equal(causes);
        });
    }

    it("of several with one code hints at each", async () => {
        const answer = await explainAny(`Die Antwortsignatur ist ungültig (${sts})`, contextOf(undefined));
        const causes = "problem" in answer ? [] : answer.attempts.flatMap(causesOf).map((cause) => cause.split(".")[0]);
        expect(causes).to.include("signatureInvalid").and.to.include("roleSessionNameRequired");
    });

    for (const [text, isAsked] of [
        ["Anmeldung fehlgeschlagen.\nhttps://eu-central-1.signin.aws.amazon.com/saml", true],
        ["サインインに失敗しました。Amazon Web Services", true],
        ["The sign-in to AWS does not work, please help.", false],
        ["Es geht nicht, bitte helfen Sie mir.", false],
    ] as const) {
        it(`is asked for in English where nothing in it is known, and it is AWS's: ${text.slice(0, 24)}`, async () => {
            const answer = await explainAny(text, contextOf(undefined));
            const problem = "problem" in answer ? answer.problem : "explained";
            expect(problem.includes("copy it in English")).to.equal(isAsked);
        });
    }
});
