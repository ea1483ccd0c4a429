import { createHash } from "node:crypto";
import { bundleScript, readStyles } from "../../pages/build";
import type { Topology } from "../model";
import { escapeHtml, shell } from "./shell";

/** Order of the style sheets: colours, elements, frame, parts, map. */
const STYLES = ["tokens.css", "base.css", "frame.css", "parts.css", "map.css"];

/**
 * The page as one document that needs nothing else: no network, no other file.
 *
 * Its Content-Security-Policy allows exactly its own script and style by their hashes, and no request at all.
 */
export function renderPage(topology: Topology): string {
  const style = readStyles(__dirname, STYLES);
  const script = bundleScript(__dirname);
  const policy = [
    "default-src 'none'",
    `script-src '${hash(script)}'`,
    `style-src '${hash(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const title = titleOf(topology);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
${shell({ title, summary: summaryOf(topology), hasPlan: topology.plan !== undefined })}
<script type="application/json" id="topology">${embedJson(topology)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** JSON that cannot end the element it stands in, whatever texts it holds. */
export function embedJson(value: unknown): string {
  return JSON.stringify(value)
    .replace(/</g, "\\u003c")
    .replace(/>/g, "\\u003e")
    .replace(/&/g, "\\u0026")
    .replace(/\u2028/g, "\\u2028")
    .replace(/\u2029/g, "\\u2029");
}

function titleOf({ domains }: Topology): string {
  const names = [...new Set(domains.map(({ name }) => name))];
  return names.length > 3 ? `Topology of ${names.length} domains` : `Topology of ${names.join(", ")}`;
}

function summaryOf({ stages, accounts, profiles, pools }: Topology): string {
  const count = (items: readonly unknown[], noun: string): string =>
    `${items.length} ${noun}${items.length === 1 ? "" : "s"}`;
  return [count(stages, "stage"), count(accounts, "account"), count(profiles, "profile"), count(pools, "pool")].join(
    " · ",
  );
}

function hash(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
