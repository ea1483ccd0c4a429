import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync, transformSync } from "esbuild";
import type { PortalFile } from "../contracts/application/portal-files";
import { IS_COMPILED } from "../contracts/own-program";
import { documentText, ICON } from "./document";

/** Path below which everything but the document is. */
export const FILES_BELOW = "/portal/";

/** Order of the style sheets: colours, elements, frame, parts. */
const STYLES = ["tokens.css", "base.css", "frame.css", "parts.css"];
/** A name has a hash of the content, so it may be kept for ever. */
const FOR_EVER = "public, max-age=31536000, immutable";
/** The document names the others: it is asked for anew each time. */
const NEVER = "no-cache";

/**
 * The page as static files by their paths: the document at `/`, a script, a style sheet and an icon with hashes in their names.
 *
 * They hold no settings: those come from `/config.json`.
 */
export function buildPortal(): ReadonlyMap<string, PortalFile> {
  const script = bundleScript();
  const style = readStyles();
  const files = {
    script: named("app", "js", script),
    style: named("app", "css", style),
    icon: named("icon", "svg", ICON),
  };
  return new Map<string, PortalFile>([
    ["/", { content: documentText(files), contentType: "text/html; charset=utf-8", cache: NEVER }],
    [files.script, { content: script, contentType: "text/javascript; charset=utf-8", cache: FOR_EVER }],
    [files.style, { content: style, contentType: "text/css; charset=utf-8", cache: FOR_EVER }],
    [files.icon, { content: ICON, contentType: "image/svg+xml", cache: FOR_EVER }],
  ]);
}

function named(name: string, extension: string, content: string): string {
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 16);
  return `${FILES_BELOW}${name}-${hash}.${extension}`;
}

function readStyles(): string {
  const folder = join(__dirname, "styles");
  const unknown = readdirSync(folder).filter((name) => !STYLES.includes(name));
  if (unknown.length > 0) throw new Error(`style sheets without a place in the order: ${unknown.join(", ")}`);
  const source = STYLES.map((name) => readFileSync(join(folder, name), "utf8")).join("\n");
  // As a rule for modern browsers: older targets would rewrite light-dark() to no use.
  return transformSync(source, { loader: "css", minify: true, target: "chrome123" }).code.trim();
}

/** File of the bundled script that the package brings, beside this one. */
export const SHIPPED_SCRIPT = "browser.js";

/** The script, bundled. */
export function bundleScript(): string {
  if (IS_COMPILED) return readFileSync(join(__dirname, SHIPPED_SCRIPT), "utf8");
  const { outputFiles } = buildSync({
    entryPoints: [join(__dirname, "browser/main.ts")],
    bundle: true,
    format: "iife",
    minify: true,
    platform: "browser",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    write: false,
    logLevel: "silent",
    tsconfigRaw: "{}",
  });
  return outputFiles[0].text.trim();
}
