import type { Application } from "../model";

type Asked = Pick<NonNullable<Application["projects"]>, "units" | "profiles">;

/** Profile of a stage, as those name it who ask for projects of every stage of the domain. */
export interface StageProfile {
  /** Name that people use: `<stage>/<key>`. */
  readonly key: string;
  readonly stage: string;
  /** Key of the profile in the file of its stage. */
  readonly profile: string;
}

/** The parts of a name such as `dev/analytics`; without a slash, a stage of no name. */
export function stageProfile(key: string): StageProfile {
  const slash = key.indexOf("/");
  return { key, stage: key.slice(0, Math.max(0, slash)), profile: key.slice(slash + 1) };
}

/** Profiles with which projects of a unit may be asked for. */
export function askedProfiles({ units, profiles }: Asked, unit: string): StageProfile[] {
  const keys = Object.hasOwn(units, unit) ? (units[unit].profiles ?? Object.keys(profiles)) : [];
  return keys.map(stageProfile);
}
