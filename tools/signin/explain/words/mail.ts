/** What a mail says of the people in it: to whom it went, and who speaks. Never throws; time is linear. */

/** With the apostrophe of `o'neil@contoso.example`, but not the quotation mark before a name. */
export const address = /(?<![\w.+#-])[\w.+#-](?:[\w.+#-]|(?<=\w)'(?=\w)){0,63}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}/g;

const recipients = /^[>\s*|]{0,9}(?:to|cc|bcc|reply-to|an|à|para|cci|kopie)\*{0,2}\s{0,3}:[^\n]{0,2000}$/gim;

/** Those to whom a mail went have not met what is in it. */
export const withoutRecipients = (text: string) => text.replace(recipients, (line) => line.replace(address, ""));

const speaking =
    /^[>\s*|]{0,9}(?:(?:from|von|de)\*{0,2}\s{0,3}:|[^\n]{0,300}(?:wrote|schrieb|a écrit|escribió)[^\n:]{0,300}:\s*$)/i;

/** Whether the line around a name says who wrote what follows: nothing before it is theirs. */
export function isSpeaker(text: string, at: number): boolean {
    const from = text.lastIndexOf("\n", at) + 1;
    const end = text.indexOf("\n", at);
    return speaking.test(text.slice(from, end < 0 ? from + 700 : Math.min(end, from + 700)));
}
