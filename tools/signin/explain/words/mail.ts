/** What a mail says of the people in it: who received it, and who wrote what. Never throws; time is linear. */

/** With the apostrophe of `o'neil@contoso.example`, but not the quotation mark before a name. */
export const address = /(?<![\w.+#-])[\w.+#-](?:[\w.+#-]|(?<=\w)'(?=\w)){0,63}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}/g;

const recipients = /^[>\s*|]{0,9}(?:to|cc|bcc|reply-to|an|à|para|cci|kopie)\*{0,2}\s{0,3}:[^\n]{0,2000}$/gim;

/** Lines of a ticket. */
const handlers =
    /^[>\s*|]{0,9}(?:report(?:ed|er)|request(?:ed|er|or)|opened|created|submitted|assigned|assignee|escalated|owner|watchers|approve[dr])\b(?!\s{0,9}for\b)[^:\n]{0,20}:[^\n]{0,2000}$/gim;

/** Whoever received a mail, or works on a ticket, did not have the problem in it. Whoever reports it may be the only person named. */
export function withoutRecipients(text: string): string {
    const without = (lines: RegExp, all: string) => all.replace(lines, (line) => line.replace(address, ""));
    const meant = without(recipients, text);
    const others = without(handlers, meant);
    return others.search(address) < 0 ? meant : others;
}

const speaking =
    /^[>\s*|]{0,9}(?:(?:from|von|de)\*{0,2}\s{0,3}:|[^\n]{0,300}(?:wrote|schrieb|a écrit|escribió)[^\n:]{0,300}:\s*$)/i;

/** Whether the line around a name says who wrote what follows: nothing before it is theirs. */
export function isSpeaker(text: string, at: number): boolean {
    const from = text.lastIndexOf("\n", at) + 1;
    const end = text.indexOf("\n", at);
    return speaking.test(text.slice(from, end < 0 ? from + 700 : Math.min(end, from + 700)));
}
