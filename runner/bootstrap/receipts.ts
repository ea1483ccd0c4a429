import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { bootstrapReceiptKey, sourceReceiptKey } from "../../contracts/names";
import type { OpenStateStore } from "../state-store";
import type { RemoteRead, StackBackend, SynthesizedStack } from "../synthesis";

/** Location of a receipt: beside the states that it vouches for. */
interface ReceiptPlace {
  readonly place: string;
  readonly stacks: string[];
  read(): Promise<string | undefined>;
  write(text: string): Promise<void>;
}

/**
 * Writes, beside the states of every stack, that the workspaces of the stage exist: stacks refuse to plan without it.
 *
 * @returns the places that were written; those whose receipt says the same already are left alone
 */
export async function writeReceipts(
  stage: string,
  stacks: readonly SynthesizedStack[],
  open: OpenStateStore,
): Promise<string[]> {
  const written: string[] = [];
  for (const receipt of receiptPlaces(stage, stacks, open)) {
    const text = `${JSON.stringify({ version: 1, stage, stacks: receipt.stacks.toSorted() }, undefined, 2)}\n`;
    if ((await receipt.read()) === text) continue;
    await receipt.write(text);
    written.push(receipt.place);
  }
  return written;
}

/**
 * Writes, beside the states of every stack that is promoted from another account's, that the other one exists: plans ask
 * for it before they read that state, since they cannot list another account's bucket.
 *
 * @returns the places that were written
 */
export async function writeSourceReceipts(
  stage: string,
  stacks: readonly SynthesizedStack[],
  open: OpenStateStore,
): Promise<string[]> {
  const written: string[] = [];
  for (const { file } of stacks) {
    const { backend, promotedFrom: source } = file;
    if (backend.kind !== "s3" || source?.stage === undefined || source.backend.kind !== "s3") continue;
    if (source.backend.bucket === backend.bucket) continue; // the state itself can be asked for
    const key = sourceReceiptKey(stage, source.stage, source.producer);
    const store = open(backend);
    const place = `s3://${backend.bucket}/${key}`;
    const exists = await holdsState(source, open);
    if (!exists || (await store.read(key)) !== undefined) continue;
    await store.write(
      key,
      `${JSON.stringify({ version: 1, stage: source.stage, stack: source.producer }, undefined, 2)}\n`,
    );
    written.push(place);
  }
  return written;
}

/** Tells whether the workspace of a stack exists in its bucket. */
async function holdsState({ stage, backend }: RemoteRead, open: OpenStateStore): Promise<boolean> {
  if (backend.kind !== "s3" || stage === undefined) return false;
  const key = `${backend.workspacePrefix}/${stage}/${backend.key}`;
  return (await open(backend).list(key)).includes(key);
}

/** Tells whether a stage has left a receipt where `backend` keeps states. Terraform Cloud keeps none. */
export async function hasReceipt(stage: string, backend: StackBackend, open: OpenStateStore): Promise<boolean> {
  switch (backend.kind) {
    case "s3":
      return (await open(backend).read(bootstrapReceiptKey(stage))) !== undefined;
    case "local":
      return existsSync(localReceipt(backend, stage));
    case "cloud":
      return true;
  }
}

function receiptPlaces(stage: string, stacks: readonly SynthesizedStack[], open: OpenStateStore): ReceiptPlace[] {
  const places = new Map<string, ReceiptPlace>();
  for (const { id, file } of stacks) {
    const place = receiptPlace(stage, file.backend, open);
    if (place === undefined) continue;
    const known = places.get(place.place) ?? place;
    known.stacks.push(id);
    places.set(known.place, known);
  }
  return [...places.values()];
}

function receiptPlace(stage: string, backend: StackBackend, open: OpenStateStore): ReceiptPlace | undefined {
  if (backend.kind === "cloud") return undefined;
  if (backend.kind === "local") {
    const file = localReceipt(backend, stage);
    return {
      place: file,
      stacks: [],
      read: () => Promise.resolve(existsSync(file) ? readFileSync(file, "utf8") : undefined),
      write: (text) => {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
        return Promise.resolve();
      },
    };
  }
  const key = bootstrapReceiptKey(stage);
  const store = open(backend);
  return {
    place: `s3://${backend.bucket}/${key}`,
    stacks: [],
    read: () => store.read(key),
    write: (text) => store.write(key, text),
  };
}

/** States are `<directory>/<account>/<layer>/terraform.tfstate`. */
function localReceipt(backend: Extract<StackBackend, { kind: "local" }>, stage: string): string {
  return join(dirname(dirname(dirname(backend.path))), bootstrapReceiptKey(stage));
}
