import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { LAYERS, stackId, type Layer } from "../../contracts/layers";
import { countManagedResources, type TerraformState } from "../../formats/terraform-state";
import { messageOf } from "../errors";
import { runPool } from "../schedule";
import type { StackBackend } from "../synthesis";
import type { OpenStateStore } from "./s3-store";
import { readStateFile, readStateObject, type ReadableBackend } from "./terraform-states";

/** Requests at the same time: reading a state is waiting. */
const PARALLELISM = 16;

/** A stack of the configuration, and the places where its state is kept and those that it reads. */
export interface KeptStack {
  readonly stage: string;
  readonly id: string;
  readonly backend: StackBackend;
  readonly reads: readonly { readonly backend: StackBackend }[];
}

/** A state of a stage that holds resources, and for which the configuration has no stack. */
export interface StateWithoutStack {
  readonly stage: string;
  /** Id that its stack would have. */
  readonly id: string;
  /** Objects that Terraform manages in it, those that exist in the state alone (`terraform_data`) among them. */
  readonly resources: number;
}

/** A place of states that could not be searched, or a state that could not be read. */
export interface UnsearchedPlace {
  readonly place: string;
  /** Reason, on one line. */
  readonly why: string;
}

/** Outcome of a search for states without a stack. */
export interface StateSearch {
  /** By stage, then by id. */
  readonly found: readonly StateWithoutStack[];
  readonly unsearched: readonly UnsearchedPlace[];
}

/** Reason why nobody looks for states in Terraform Cloud. */
const IN_THE_CLOUD: UnsearchedPlace = {
  place: "Terraform Cloud",
  why: "its workspaces are not listed; look among those of the stage for one that the configuration does not name",
};

/**
 * States with resources for which there is no stack, in the places where stacks keep and read theirs: the bucket of each account
 * that still is in the configuration, or the directory of the local backend.
 *
 * Looks at the workspaces of these stacks' stages only: states of other stages in the same bucket are theirs, and Terraform's
 * default workspace lies elsewhere. A place that cannot be searched is named in the outcome, and hides none of the others.
 *
 * @param within stacks whose places are searched. @default - all of them
 */
export async function findStatesWithoutStack(
  stacks: readonly KeptStack[],
  open: OpenStateStore,
  within: readonly KeptStack[] = stacks,
): Promise<StateSearch> {
  const known = new Set(stacks.map(({ stage, id }) => `${stage}/${id}`));
  const unsearched: UnsearchedPlace[] = [];
  const orUnsearched = async <T>(place: string, ask: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await ask();
    } catch (error) {
      unsearched.push({ place, why: messageOf(error).split("\n", 1)[0] ?? "" });
      return undefined;
    }
  };
  const places = placesOf(within);
  const listed = await runPool(
    places.flatMap(({ stage, backend }) => (backend.kind === "cloud" ? [] : [{ stage, backend }])),
    ({ stage, backend }) => orUnsearched(nameOf(stage, backend), () => listStates(stage, backend, open)),
    { parallelism: PARALLELISM },
  );
  const strangers = listed.results
    .flatMap((states) => states ?? [])
    .filter(({ stage, id }) => !known.has(`${stage}/${id}`));
  const counted = await runPool(
    strangers,
    async ({ stage, id, place, read }): Promise<StateWithoutStack | undefined> => {
      const state = await orUnsearched(place, read);
      const resources = state === undefined ? 0 : countManagedResources(state);
      return resources === 0 ? undefined : { stage, id, resources };
    },
    { parallelism: PARALLELISM },
  );
  if (places.some(({ backend }) => backend.kind === "cloud")) unsearched.push(IN_THE_CLOUD);
  return {
    found: counted.results.filter((state) => state !== undefined).sort(byStageAndId),
    unsearched: unsearched.sort((a, b) => (a.place < b.place ? -1 : 1)),
  };
}

interface ListedState {
  readonly stage: string;
  readonly id: string;
  readonly place: string;
  readonly read: () => Promise<TerraformState | undefined>;
}

/** All states of a stage in one place. */
async function listStates(stage: string, backend: ReadableBackend, open: OpenStateStore): Promise<ListedState[]> {
  if (backend.kind === "local") return listFiles(stage, directoryOf(backend));
  const store = open(backend);
  const prefix = prefixOf(stage, backend);
  return (await store.list(prefix)).flatMap((key) => {
    const [account = "", layer, file, ...deeper] = key.slice(prefix.length).split("/");
    if (file !== "terraform.tfstate" || deeper.length > 0 || !isLayer(layer)) return [];
    const id = stackId({ account, layer });
    return [{ stage, id, place: `s3://${backend.bucket}/${key}`, read: () => readStateObject(store, key) }];
  });
}

function listFiles(stage: string, root: string): ListedState[] {
  return directoriesIn(root).flatMap((account) =>
    directoriesIn(join(root, account))
      .filter(isLayer)
      .map((layer) => {
        const place = join(root, account, layer, "workspaces", stage, "terraform.tfstate");
        const id = stackId({ account, layer });
        return { stage, id, place, read: async () => Promise.resolve(readStateFile(place)) };
      }),
  );
}

interface Place {
  readonly stage: string;
  readonly backend: StackBackend;
}

/**
 * Each bucket or directory once for each stage; of Terraform Cloud all workspaces are one place. A bucket that is read only may have
 * been that of stacks, too. Where it still is, their access to it is taken.
 */
function placesOf(stacks: readonly KeptStack[]): Place[] {
  const read = stacks.flatMap(({ stage, reads }) => reads.map(({ backend }): Place => ({ stage, backend })));
  const places = [...read, ...stacks].map(({ stage, backend }) => {
    const name = backend.kind === "cloud" ? "" : nameOf(stage, backend);
    return [name, { stage, backend }] as const;
  });
  return [...new Map(places).values()];
}

function nameOf(stage: string, backend: ReadableBackend): string {
  return backend.kind === "s3"
    ? `s3://${backend.bucket}/${prefixOf(stage, backend)}`
    : `${directoryOf(backend)}, stage ${stage}`;
}

function prefixOf(stage: string, { workspacePrefix }: Extract<StackBackend, { kind: "s3" }>): string {
  return `${workspacePrefix}/${stage}/`;
}

/** States are `<directory>/<account>/<layer>/terraform.tfstate`. */
function directoryOf({ path }: Extract<StackBackend, { kind: "local" }>): string {
  return dirname(dirname(dirname(path)));
}

function isLayer(name: string | undefined): name is Layer {
  return LAYERS.some((layer) => layer === name);
}

function directoriesIn(path: string): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

function byStageAndId(a: StateWithoutStack, b: StateWithoutStack): number {
  const [left, right] = [`${a.stage}/${a.id}`, `${b.stage}/${b.id}`];
  return left < right ? -1 : Number(left > right);
}
