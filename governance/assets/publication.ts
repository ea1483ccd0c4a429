import type { ConfiguredPublication } from "../../contracts/application/api-settings";
import type { Demand } from "../../contracts/control-plane";
import type { AssetUse, ProjectAsset } from "./asset";

/** Everything that a change of a publication is decided by. */
export interface PublicationFacts {
  readonly asset: ProjectAsset;
  /** Publication that the configuration wants; absent where it leaves it to people. */
  readonly configured?: ConfiguredPublication | undefined;
}

/** A change of a publication that is not carried out. */
export interface PublicationRefusal {
  readonly refused: "changed-since" | "kept-by-configuration" | "incomplete" | "still-used";
  /** Sentence that says what to do. */
  readonly message: string;
  readonly lacks?: readonly Demand[];
  readonly uses?: readonly AssetUse[];
}

/**
 * Publication that the configuration wants for an asset; nothing where it leaves it to people.
 *
 * @param projectName - Name of the project as the service has it. Where it is not known, the identifier alone counts: what may be
 * the configuration's is not touched.
 */
export function configuredPublication(
  { externalIdentifier }: Pick<ProjectAsset, "externalIdentifier">,
  projectName: string | undefined,
  publications: readonly ConfiguredPublication[],
): ConfiguredPublication | undefined {
  if (externalIdentifier === undefined) return undefined;
  return publications.find(
    (one) =>
      one.externalIdentifier === externalIdentifier && (projectName === undefined || one.project === projectName),
  );
}

/** Publication of an asset, in words: whether it is in the catalogue, or on its way into it. */
export function publicationOf({
  listing,
}: Pick<ProjectAsset, "listing">): "published" | "publishing" | "not-published" {
  if (listing?.state === "ACTIVE") return "published";
  return listing?.state === "CREATING" ? "publishing" : "not-published";
}

/** Tells whether the newest revision is what the catalogue shows. */
export const isCurrent = ({ listing, revision }: ProjectAsset): boolean =>
  listing?.state === "ACTIVE" && listing.revision === revision;

/**
 * Refusal to publish the newest revision. The service would refuse an incomplete asset as well, with one text for all that is missing.
 *
 * @param revision - Revision that was shown: nobody publishes something else than was looked at.
 */
export function refusePublication(
  { asset, configured }: PublicationFacts,
  revision: string,
  lacks: readonly Demand[],
): PublicationRefusal | undefined {
  if (asset.revision !== revision)
    return {
      refused: "changed-since",
      message: `The asset has revision ${asset.revision} by now: read it again, and publish what you see.`,
    };
  // What the configuration publishes, people may publish in a newer revision: that contradicts nothing.
  if (configured?.published === false) return kept(configured);
  if (lacks.length === 0) return undefined;
  const names = lacks.map(({ what, name, rule }) => `${what} ${name} (rule ${rule})`).join(", ");
  return { refused: "incomplete", message: `Add what is missing, and publish it then: ${names}.`, lacks };
}

/**
 * Refusal to take an asset out of the catalogue.
 *
 * @param acknowledge - True: whoever asks knows that others use it.
 */
export function refuseUnpublication(
  { configured }: Pick<PublicationFacts, "configured">,
  uses: readonly AssetUse[],
  acknowledge: boolean,
): PublicationRefusal | undefined {
  if (configured?.published === true) return kept(configured);
  if (uses.length === 0 || acknowledge) return undefined;
  const access = uses.filter(({ kind }) => kind === "access").length;
  const message = `${access} have access to it and ${uses.length - access} wait for a decision, see uses. Send it again with acknowledge: true to take it out of the catalogue all the same; access that was given stays until it is revoked.`;
  return { refused: "still-used", message, uses };
}

/** Sentence on what the configuration decides. */
export const decidedByConfiguration = ({ at, published }: ConfiguredPublication): string =>
  `Decided by configuration: ${at} is ${published}.`;

const kept = (configured: ConfiguredPublication): PublicationRefusal => ({
  refused: "kept-by-configuration",
  message: `${decidedByConfiguration(configured)} Change it there: the next apply would undo what is done here.`,
});
