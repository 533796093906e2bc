/** Whether an XML text begins with an element whose end never comes: a copy, or a form, that was cut off. */
export function isCutOff(xml: string): boolean {
    const [, root] = /^[\ufeff\s]*(?:<\?[^>]*>\s*)?<([\w.:-]{1,100})[\s>]/.exec(xml) ?? [];
    return root !== undefined && !xml.includes(`</${root}`);
}
