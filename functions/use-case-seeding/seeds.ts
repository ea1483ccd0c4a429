import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SEED_FILES, type BundledSeeds } from "../../contracts/aiops/seed-files";
import type { Marker, Seeds, WantedRepository } from "../../governance/repositories";
import { MARKER_FILE, parseMarker, planUpgrade, upgradeText, type SeedMarker, type SeedSource } from "../../seeds";

/** The templates' files, as the function's archive has them beside the code. */
export function bundledSeeds(folder: string): SeedSource {
  const seeds = JSON.parse(readFileSync(join(folder, SEED_FILES), "utf8")) as BundledSeeds;
  return (name) => {
    if (!Object.hasOwn(seeds, name)) throw new Error(`the archive of the function has no folder ${name} of templates`);
    return new Map(Object.entries(seeds[name]));
  };
}

/** Members of a marker that matter to repositories. */
export function markerOf({ template, version, repository, digest, files }: SeedMarker): Marker {
  return { template, version, repository, digest, paths: Object.keys(files) };
}

/** Templates as the domain logic asks them. */
export const SEEDS: Seeds = {
  markerOf(text) {
    try {
      return markerOf(parseMarker(text));
    } catch {
      return undefined;
    }
  },
  upgrade(seeded, wanted, current) {
    const next = parseMarker(markerText(wanted));
    const plan = planUpgrade(parseMarker(seeded), { marker: next, files: wanted.files }, current);
    const { from, to, writes, removes } = plan;
    return { from, to, writes, removes, text: upgradeText(next.template, plan) };
  },
};

function markerText({ files, name }: WantedRepository): string {
  const marker = files.get(MARKER_FILE);
  if (marker === undefined) throw new Error(`the rendered repository ${name} has no marker`);
  return marker.text;
}
