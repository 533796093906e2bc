/** Entra's sign-in log out of JSON, a table, or the text of the portal's details page. Never throws. */
import { parse } from "csv-parse/sync";
import { isRecord } from "../../../../rules/record";
import { parsedJson } from "../../decoded";
import { names, plainName, type SignInRecord, signInRecord } from "./signInRecord";

/** Undefined for JSON that is no sign-in log. */
export function signInsOfJson(value: unknown): SignInRecord[] | undefined {
    return recordsOf(rowsOf(value));
}

/** One record in each line, as storage accounts hold them; undefined for any other text. */
export function signInsOfLines(text: string): SignInRecord[] | undefined {
    const lines = /^\s*\{/.test(text) ? text.split(/\r?\n/).filter((line) => line.trim() !== "") : [];
    if (lines.length < 2) {
        return undefined;
    }
    const rows = lines.map(parsedJson);
    return rows.includes(undefined) ? undefined : recordsOf(rows);
}

/** Of the portal, Log Analytics or PowerShell; undefined for any other text. */
export function signInsOfTable(text: string): SignInRecord[] | undefined {
    const [head = ""] = text.slice(0, 20_000).split(/\r?\n/, 1);
    const delimiter = [",", ";", "\t"].find((one) => {
        const columns = head.split(one).map(plainName);
        return columns.length > 2 && names.code.some((name) => columns.includes(name));
    });
    if (delimiter === undefined) {
        return undefined;
    }
    try {
        const rows: unknown[] = parse(text, {
            delimiter,
            columns: (names: string[]) => names.map((name, index) => name || `column${index}`),
            relax_column_count: true,
            relax_quotes: true,
            skip_empty_lines: true,
            skip_records_with_error: true,
        });
        return recordsOf(rows);
    } catch {
        return undefined;
    }
}

/** The labels of the details page, in its order; they stand before or above their values. */
const labels: readonly string[] = [
    ...Object.values(names).flat(),
    ...(
        "requestid correlationid authenticationrequirement status continuousaccessevaluation signinstatus additionaldetails " +
        "troubleshootevent userid usertype crosstenantaccesstype resource resourceid resourcetenantid hometenantid " +
        "hometenantname clientapp ipaddress location anforderungsid korrelationsid ressource"
    ).split(" "),
];

/** The details page as copied text; undefined for any other. */
export function signInOfPage(text: string): SignInRecord | undefined {
    if (!/sign-?in error code|anmeldefehlercode/i.test(text.slice(0, 20_000))) {
        return undefined;
    }
    const found: Record<string, string> = {};
    let label: string | undefined;
    for (const line of text.slice(0, 20_000).split(/\r?\n/)) {
        const [, name = line, value = ""] = /^([^\t:]{2,40})[\t:]\s*(.*)$/.exec(line.trim()) ?? [];
        const plain = plainName(name);
        if (labels.includes(plain)) {
            label = plain;
            found[plain] ??= value.trim();
        } else if (label !== undefined && found[label] === "" && line.trim() !== "") {
            found[label] = line.trim();
        }
    }
    return signInRecord(found);
}

/** All rows are records, or it is another list. */
function recordsOf(rows: unknown[]): SignInRecord[] | undefined {
    const records = rows.flatMap((row) => signInRecord(row) ?? []);
    return records.length === 0 || records.length < rows.length / 2 ? undefined : records;
}

function rowsOf(value: unknown): unknown[] {
    if (Array.isArray(value)) {
        return value;
    }
    if (!isRecord(value)) {
        return [];
    }
    const tables = [value.tables, value.Tables].find(Array.isArray);
    if (tables !== undefined) {
        return tables.flatMap(rowsOfTable);
    }
    return [value.value, value.records, value.Results, value.results].find(Array.isArray) ?? [value];
}

/** Log Analytics' answer: names of columns, and rows of values. */
function rowsOfTable(table: unknown): unknown[] {
    const [columns, rows] = isRecord(table) ? [table.columns ?? table.Columns, table.rows ?? table.Rows] : [];
    if (!Array.isArray(columns) || !Array.isArray(rows)) {
        return [];
    }
    const names = columns.map((one) => (isRecord(one) ? String(one.name ?? one.ColumnName) : String(one)));
    return rows.map((row) =>
        Object.fromEntries(names.map((name, at) => [name, Array.isArray(row) ? row[at] : undefined])),
    );
}
