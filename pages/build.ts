import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync, transformSync } from "esbuild";
import { IS_COMPILED } from "../contracts/own-program";

/** File of a page's bundled script that the package brings, in the page's folder. */
export const SHIPPED_SCRIPT = "browser.js";

/**
 * The style sheets of a page as one, made small.
 *
 * @param folder - Folder of the page, with its sheets in `styles`.
 * @param order - Names of the sheets in the order in which they apply; one that is not named is an error.
 */
export function readStyles(folder: string, order: readonly string[]): string {
  const styles = join(folder, "styles");
  const unknown = readdirSync(styles).filter((name) => !order.includes(name));
  if (unknown.length > 0) throw new Error(`style sheets without a place in the order: ${unknown.join(", ")}`);
  const source = order.map((name) => readFileSync(join(styles, name), "utf8")).join("\n");
  // As a rule for modern browsers: older targets would rewrite light-dark() to no use.
  return transformSync(source, { loader: "css", minify: true, target: "chrome123" }).code.trim();
}

/**
 * The script of a page, bundled from `browser/main.ts` in its folder. esbuild writes `</script` in its texts as `<\/script`.
 *
 * @param folder - Folder of the page.
 */
export function bundleScript(folder: string): string {
  if (IS_COMPILED) return readFileSync(join(folder, SHIPPED_SCRIPT), "utf8");
  const { outputFiles } = buildSync({
    entryPoints: [join(folder, "browser/main.ts")],
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
