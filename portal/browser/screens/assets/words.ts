import type { AssetSummary, AssetUse } from "../../../api/operations";
import { listed, plural, type StateWords } from "../../words";

const STATES: Readonly<Record<AssetSummary["publication"], StateWords>> = {
  published: { text: "In the catalogue", tone: "good" },
  publishing: { text: "On its way into the catalogue", tone: "wait" },
  "not-published": { text: "Not in the catalogue", tone: "calm" },
};

/** State of an asset: in the catalogue or not. */
export const publicationState = ({ publication }: Pick<AssetSummary, "publication">): StateWords => STATES[publication];

/** A demand of a rule on publishing, as a sentence. */
export const demandText = ({ rule, what, name }: AssetSummary["missing"][number]): string =>
  `The ${what} ${name}: rule ${rule} demands it.`;

/** Completeness in a few words. */
export function completenessText({ missing, advised }: Pick<AssetSummary, "missing" | "advised">): string {
  if (missing.length > 0) return `${plural(missing.length, "thing")} missing`;
  return advised.length > 0 ? "all that rules demand; a description would help" : "complete";
}

/** Those who use something, by their names. */
export const usersText = (uses: readonly AssetUse[]): string => listed([...new Set(uses.map(({ who }) => who.name))]);
