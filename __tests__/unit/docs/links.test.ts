import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { anchors, codeBlocks, pages, relativeLinks, ROOT } from "./markdown";

const all = pages();

/** Folders that the project had: a page that still names a file there is stale. */
const GONE = ["bench", "policies", "scripts"];
/** Things that commands make, and that a clone does not have. */
const MADE = /^(cdktf\.out|node_modules|packages\/cdktf|environments\/\.terraform\.lock\.hcl)(\/|$)/;

describe.each(all.map((page) => [page.file, page] as const))("%s", (file, page) => {
  test("links to files and headings that exist", () => {
    const broken = relativeLinks(page).filter((link) => {
      const [target, anchor] = link.split("#");
      const linked = target === "" ? file : path.join(path.dirname(file), target);
      if (!existsSync(path.join(ROOT, linked))) return true;
      if (anchor === undefined) return false;
      return !anchors({ file: linked, text: readFileSync(path.join(ROOT, linked), "utf8") }).has(anchor);
    });
    expect(broken).toEqual([]);
  });

  test("names files and folders of this repository that exist", () => {
    const named = [...page.text.matchAll(/`((?!\S*\.\.\.)(?:[\w.-]+\/)+[\w.-]*)`/g)].map(([, name]) => name);
    const ours = named.filter((name) => {
      const [top] = name.split("/");
      return GONE.includes(top) || (!top.startsWith(".") && existsSync(path.join(ROOT, top)));
    });
    expect(ours.filter((name) => !MADE.test(name) && !existsSync(path.join(ROOT, name)))).toEqual([]);
  });

  test("runs npm scripts that exist", () => {
    const { scripts } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as {
      scripts: Record<string, string>;
    };
    const run = [...page.text.matchAll(/npm (?:-\S+ )?(?:--prefix \S+ )?run (?:-s )?([a-z]\w*(?:[:-]\w+)*)/g)].map(
      ([, name]) => name,
    );
    expect(run.filter((name) => !(name in scripts))).toEqual([]);
  });

  test("closes every block of code", () => {
    const fences = page.text.match(/^ *```/gm) ?? [];
    expect(fences).toHaveLength(codeBlocks(page).length * 2);
  });
});
