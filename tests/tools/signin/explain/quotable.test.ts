import { expect } from "chai";
import { quotable } from "../../../../tools/signin/explain/quotable";

const secrets = [
    '{"sessionId":"x","sessionKey":"hunter"}',
    "ESTSAUTH=hunter; ESTSAUTHPERSISTENT=hunter",
    "code=hunter&token=hunter",
    "go to /x?code=hunter&SigninToken=hunter",
    "SigninToken hunter Password hunter",
    "password is hunter",
    "Passwort: hunter",
    "my Kennwort hunter",
    "hunter2",
    "hunter",
    "correct 7f3a battery",
    '[{"name":"ESTSAUTH","value":"hunter"}]',
    "wJalrXUtnFEMIKMDENGbPxRfiCYEXAMPLEKEY secret",
    "abcdefghijklmnopqrstuvwxyz words",
    "the pin hunter",
    "",
];

describe("Words of which nothing is known", () => {
    for (const text of secrets) {
        it(`are not quoted where they may be a secret: ${text.slice(0, 40)}`, () => {
            expect(quotable(text)).to.equal(undefined);
        });
    }

    for (const [text, quoted] of [
        ["Quite a new error", '"Quite a new error"'],
        ["It does not work since\nMonday, please help.", '"It does not work since Monday, please help."'],
        ["Es tut uns leid, „Ärger“!", '"Es tut uns leid, „Ärger“!"'],
        [`${"word ".repeat(20)}`, `"${"word ".repeat(20).slice(0, 59)}…"`],
    ] as const) {
        it(`are quoted where they are prose: ${text.slice(0, 30)}`, () => {
            expect(quotable(text)).to.equal(quoted);
        });
    }
});
