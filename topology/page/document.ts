import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync, transformSync } from "esbuild";
import { IS_COMPILED } from "../../contracts/own-program";
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
  const style = readStyles();
  const script = bundleScript();
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

function readStyles(): string {
  const folder = join(__dirname, "styles");
  const unknown = readdirSync(folder).filter((name) => !STYLES.includes(name));
  if (unknown.length > 0) throw new Error(`style sheets without a place in the order: ${unknown.join(", ")}`);
  const source = STYLES.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
  // As a rule for modern browsers: older targets would rewrite nesting-free sheets to no use.
  return transformSync(source, { loader: "css", minify: true, target: "chrome123" }).code.trim();
}

/** File of the bundled script that the package brings, beside this one. */
export const SHIPPED_SCRIPT = "browser.js";

/** The script, bundled. esbuild writes `</script` in its texts as `<\/script`. */
export function bundleScript(): string {
  if (IS_COMPILED) return readFileSync(join(__dirname, SHIPPED_SCRIPT), "utf8");
  const { outputFiles } = buildSync({
    entryPoints: [join(__dirname, "browser/main.ts")],
    bundle: true,
    format: "iife",
    minify: true,
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    write: false,
    logLevel: "silent",
    tsconfigRaw: "{}",
  });
  return outputFiles[0].text.trim();
}

function hash(text: string): string {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
