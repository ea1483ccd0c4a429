import type { Stage } from "../model";

/** Turns texts of a stage into what they are in every stage of its path. */
export type NaturalText = (text: string) => string;

/** Stands for a stage's name in a text that is compared. */
const STAGE = "<stage>";

/**
 * The stages that are connected with `stage` by promotions, itself included: the names that may be in texts because of
 * where they are, and not because of what they say.
 */
export function stageFamily(stage: Stage, stages: readonly Stage[]): Stage[] {
  const family = new Map([[stage.name, stage]]);
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const other of stages) {
      const { from } = other.environment.promotion ?? {};
      const connected = family.has(other.name) || (from !== undefined && family.has(from));
      const source = stages.find(({ name }) => name === from);
      if (connected) family.set(other.name, other);
      if (connected && source !== undefined) family.set(source.name, source);
    }
  }
  return [...family.values()];
}

/**
 * Replaces what differs by nature in texts: names of the path's stages, as whole words and in any case, and ids of their
 * accounts by what the accounts are to their stage.
 */
export function naturalText(family: readonly Stage[]): NaturalText {
  const names = family.map(({ name }) => name.replace(/[^a-z0-9]/g, "\\$&"));
  const word = new RegExp(`(?<![a-z0-9])(?:${names.join("|")})(?![a-z0-9])`, "gi");
  const ids = new Map(
    family.flatMap((stage) =>
      [stage.governance, ...Object.values(stage.accounts)].map(({ id, key }) => [id, accountName(stage, key)] as const),
    ),
  );
  return (text) =>
    text.replace(/(?<!\d)\d{12}(?!\d)/g, (id) => (ids.has(id) ? `<${ids.get(id)}>` : id)).replace(word, STAGE);
}

/**
 * Name of an account within its stage, the same in every stage: its business unit; without one its key without the
 * stage's name. The account that owns the domain is `governance`.
 */
export function accountName({ name, governance, accounts }: Stage, key: string): string {
  if (key === governance.key) return "governance";
  const { businessUnit } = accounts[key] ?? {};
  if (businessUnit !== undefined) return businessUnit;
  return withoutStageName(key, name);
}

/** `finance-dev` in stage `dev` is `finance`; a key that is nothing but the stage's name stays. */
export function withoutStageName(key: string, stageName: string): string {
  const words = key.split("-");
  const stage = stageName.split("-");
  const at = words.findIndex((_, index) => stage.every((word, offset) => words[index + offset] === word));
  const rest = at < 0 ? words : words.toSpliced(at, stage.length);
  return rest.length === 0 ? key : rest.join("-");
}
