/**
 * Kinds of evidence, best first: a recorded answer of the service, a behaviour that somebody measured and published, the
 * service's model, its documentation, and nothing but our own reasoning.
 */
export const WITNESS_KINDS = ["recording", "measured", "model", "documented", "assumed"] as const;

/** Kind of the evidence for a behaviour. */
export type WitnessKind = (typeof WITNESS_KINDS)[number];

/** A behaviour of the emulator, and what says that the real service behaves like it. */
export interface Witness {
  /** Name of the behaviour, unique in the emulator. */
  readonly id: string;
  readonly kind: WitnessKind;
  /** The behaviour in one sentence. */
  readonly behaviour: string;
  /** The recording, the row of the field evidence, the shape of the model or the page; for an assumption its reason. */
  readonly source: string;
  /** File that has the behaviour, from the emulator's folder. */
  readonly where: string;
}

/** A behaviour without its file, for lists that are about one file. */
export type WitnessOfFile = readonly [id: string, kind: WitnessKind, behaviour: string, source: string];

/** Witnesses of the behaviours in one file; their ids begin with `topic`. */
export function witnessesOf(topic: string, where: string, behaviours: readonly WitnessOfFile[]): Witness[] {
  return behaviours.map(([id, kind, behaviour, source]) => ({ id: `${topic}.${id}`, kind, behaviour, source, where }));
}
