import type { Properties } from "../../../contracts/control-plane";
import type { Comparable, ComparableObject } from "../engine/comparison";
import type { Handler, Live, Scope } from "../engine/handler";
import { thingsBeside } from "./asset-beside";
import { desiredMarks, labelOf, type Marks, tokenOf } from "./asset-marks";
import { type AssetState, assetState, columnsWithForms, liveMarks } from "./asset-state";
import { type AssetWrite, changeListing, writeColumnForms, writeGovernedTerms, writeRevision } from "./asset-writing";

type AssetProperties = Properties<"Asset">;

/**
 * Terms, forms and texts on an asset. The id is the external identifier, which outlives the asset.
 *
 * The asset is other people's. While there is none, nothing differs, and `assetId` is empty: the stack says what it waits for. The
 * ledger remembers which marks the configuration has put on the asset, and those alone are ever taken off.
 */
export const asset: Handler<"Asset"> = {
  kind: "Asset",
  adoption: "shared",
  lasting: true,
  standing: true,
  remembered: {
    placed: "terms, form fields and texts that the configuration has put on the asset",
    columns: "columns whose forms the configuration writes",
  },
  domainOf: ({ domainId }) => domainId,
  nameOf: ({ externalIdentifier }) => externalIdentifier,

  desired: (properties) => valuesOf(properties, desiredMarks(properties), properties.published),

  async get(scope, properties) {
    const state = await assetState(scope, properties);
    return state === undefined ? absent(scope, properties) : present(scope, properties, state);
  },

  find: (scope, properties) => asset.get(scope, properties, properties.externalIdentifier),

  async create(scope, properties) {
    await write(scope, properties);
    return properties.externalIdentifier;
  },

  async update(scope, properties) {
    await write(scope, properties);
    return "updated";
  },

  // The listing stays as it is: what was published is taken out of the catalog by people, or by `published: false` before.
  async delete(scope, { domainId, projectId, externalIdentifier }) {
    const nothing = { terms: {}, governedTerms: {}, forms: [], columns: {} };
    await write(scope, { domainId, projectId, externalIdentifier, ...nothing });
  },
};

function valuesOf(
  properties: AssetProperties,
  marks: Marks,
  published: Comparable | undefined,
): ComparableObject & Record<string, Comparable | undefined> {
  const said = [...marks.values()].map(({ path, value }) => [labelOf(path, properties), value] as const);
  return {
    asset: properties.externalIdentifier,
    ...Object.fromEntries(said),
    ...(properties.published === undefined ? {} : { published }),
  };
}

/** There is no asset: nothing to compare with, unless there was one. */
function absent(scope: Scope, properties: AssetProperties): Live {
  const desired = asset.desired(properties);
  const isGone = (scope.memory.asset ?? []).length > 0;
  return {
    id: properties.externalIdentifier,
    phase: "ready",
    status: `waits for ${properties.externalIdentifier}: no such asset yet`,
    values: isGone ? { ...desired, asset: null } : desired,
    createOnly: {},
    attributes: { assetId: "" },
  };
}

async function present(scope: Scope, properties: AssetProperties, state: AssetState): Promise<Live> {
  const desired = desiredMarks(properties);
  const live = await liveMarks(scope, properties, state);
  const isOurs = oursIn(scope);
  const compared = new Map([...live].filter(([key]) => desired.has(key) || isOurs(key)));
  const { listingStatus } = state.asset.listing ?? {};
  return {
    id: properties.externalIdentifier,
    phase: listingStatus === "CREATING" && properties.published !== undefined ? "busy" : "ready",
    status: listingStatus === undefined ? "not published" : `listing ${listingStatus}`,
    values: valuesOf(properties, compared, publication(scope, state)),
    createOnly: {},
    attributes: { assetId: state.asset.id ?? "" },
    beside: await thingsBeside(scope, properties.domainId, live, (key) => compared.has(key)),
  };
}

/** Publication of the asset: true, false, or that a revision of ours was not listed yet. */
function publication({ memory }: Scope, { asset: { listing } }: AssetState): Comparable {
  const isActive = listing?.listingStatus === "ACTIVE";
  return isActive && (memory.unlisted ?? []).length > 0 ? "an earlier revision" : isActive;
}

function oursIn({ memory }: Scope): (key: string) => boolean {
  const placed = new Set(memory.placed ?? []);
  return (key) => placed.has(tokenOf(key));
}

/**
 * Brings the asset to what is desired. Before the first call the ledger learns what will be ours, so that a write which was cut off
 * is continued, and what it has put there is taken off again when that is wanted.
 */
async function write(scope: Scope, properties: AssetProperties): Promise<void> {
  const state = await assetState(scope, properties);
  if (state === undefined) return scope.remember({}); // what was ours went with the asset
  const desired = desiredMarks(properties);
  const live = await liveMarks(scope, properties, state);
  const missing = [...desired.keys()].filter((key) => !live.has(key)).map(tokenOf);
  const placed = [...new Set([...(scope.memory.placed ?? []), ...missing])];
  const lists = properties.published === true;
  const known = { asset: [state.asset.id ?? ""], columns: columnsWithForms(scope, properties) };
  await scope.remember({ ...known, placed, ...(lists ? { unlisted: ["yes"] } : {}) });
  await writeParts({ scope, properties, state, isOurs: oursIn({ ...scope, memory: { placed } }) });
  const tokens = new Set([...desired.keys()].map(tokenOf));
  const columns = Object.entries(properties.columns).flatMap(([name, { forms }]) => (forms.length > 0 ? name : []));
  await scope.remember({ ...known, columns, placed: placed.filter((token) => tokens.has(token)) });
}

async function writeParts(parts: AssetWrite): Promise<void> {
  const { scope, properties, state } = parts;
  const changes = [await writeRevision(parts), await writeGovernedTerms(parts), await writeColumnForms(parts)];
  const isActive = state.asset.listing?.listingStatus === "ACTIVE";
  const isBehind = changes.includes(true) || (scope.memory.unlisted ?? []).length > 0;
  if (properties.published === true && (!isActive || isBehind)) await changeListing(parts, "PUBLISH");
  if (properties.published === false && isActive) await changeListing(parts, "UNPUBLISH");
}
