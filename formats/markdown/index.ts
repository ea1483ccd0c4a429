export { fenced, folded } from "./block";
export { code, inline, Inline, join, link, line, text, trusted, type Content } from "./inline";
export { table, tableHead, tableRow, type Column, type TableLayout } from "./table";
