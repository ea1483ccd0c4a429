import { createHash } from "node:crypto";
import type { PortalFile } from "../contracts/application/portal-files";
import { bundleScript, readStyles } from "../pages/build";
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
  const script = bundleScript(__dirname);
  const style = readStyles(__dirname, STYLES);
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
