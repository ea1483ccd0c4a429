import type { CodeHost } from "./host";
import { UPGRADE_BRANCH } from "./upgrades";
import type { FoundRepository, RepositoryView, Upgrade } from "./view";
import type { Marker, WantedRepository } from "./wanted";

/** Knowledge of templates: how their markers are read, and what a later version changes. */
export interface Seeds {
  /** Nothing where the text is no marker. */
  markerOf(text: string): Marker | undefined;
  /**
   * @param seeded - text of the marker in the repository
   * @param current - texts of the paths of both markers that are there
   */
  upgrade(seeded: string, wanted: WantedRepository, current: ReadonlyMap<string, string>): Upgrade;
}

/** Path of the marker in a seeded repository. */
export const MARKER_PATH = ".smus/seed.json";

/** Reads of a repository what its next steps depend on, and no more: files only where a version differs. */
export async function look(host: CodeHost, wanted: WantedRepository, seeds: Seeds): Promise<RepositoryView> {
  const found = await host.find(wanted.name);
  if (found === undefined) return { is: "missing" };
  const content = await host.content(found, wanted.branch);
  if (content.is !== "seeded") return { is: "there", found, content };
  const { head } = content;
  const marker = seeds.markerOf(content.marker);
  const guards = await host.guards(found, wanted);
  const view: RepositoryView = { is: "seeded", found, head, marker, guards };
  const isOurs = marker?.template === wanted.marker.template && marker.repository === wanted.repository;
  if (!isOurs || marker.digest === wanted.marker.digest) return view;
  const current = await currentTexts(host, found, head, [...marker.paths, ...wanted.marker.paths]);
  const plan = seeds.upgrade(content.marker, wanted, current.set(MARKER_PATH, content.marker));
  return { ...view, upgrade: { plan, view: await host.upgrades(found, UPGRADE_BRANCH) } };
}

async function currentTexts(
  host: CodeHost,
  found: FoundRepository,
  head: string,
  paths: readonly string[],
): Promise<Map<string, string>> {
  return new Map(await host.texts(found, head, [...new Set(paths)].sort()));
}
