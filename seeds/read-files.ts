import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import type { SeedSource } from "./model";

/** Folder of the templates' files, in a clone and in the package. */
const FILES = join(__dirname, "files");

/** Names of what Python and Terraform leave behind where somebody tries a template in its place. */
const LEFT_BEHIND = /(^|\/)(__pycache__|\.terraform|\.smus)(\/|$)|\.pyc$/;

/** The templates' files from the disk. A function of AWS has them in its bundle instead. */
export const seedFilesOnDisk: SeedSource = (folder) => {
  const root = join(FILES, folder);
  const below = readdirSync(root, { recursive: true, encoding: "utf8" });
  const names = below.filter((name) => statSync(join(root, name)).isFile()).map((name) => name.split(sep).join("/"));
  const own = names.filter((name) => !LEFT_BEHIND.test(name)).sort();
  return new Map(own.map((name) => [name, readFileSync(join(root, name), "utf8")]));
};

/** Names of the folders of the templates' files, sorted. */
export const seedFolders = (): string[] => readdirSync(FILES).sort();
