import type { OfficeCaller } from "../../../contracts/application/project-office";
import type { OfficeAnswers } from "../../../contracts/application/projects/answers";
import { designation } from "../../../contracts/application/projects/wish";
import {
  profileSubject,
  projectParts,
  projectRoles,
  unitSubject,
  type ProjectSettings,
} from "../../../governance/project-requests";
import type { OfficePlace } from "./place";
import { without } from "./shown-request";

type Choices = OfficeAnswers["choices"];

/** Everything that a caller may ask for: units of which the caller may ask for projects, and their profiles that the domain has. */
export async function choicesFor(place: OfficePlace, caller: OfficeCaller): Promise<Choices> {
  const { settings, domain } = place;
  const units = Object.entries(settings.units).filter(([unit, { askers }]) =>
    projectRoles(projectParts(caller, { unit })).some((role) => askers.includes(role)),
  );
  const wanted = [...new Set(units.flatMap(([, { profiles }]) => profiles ?? Object.keys(settings.profiles)))];
  const left = await roomLeft(
    place,
    units.map(([key]) => key),
    wanted,
  );
  const found = await Promise.all(wanted.map((key) => domain.profile(key)));
  const profiles = found.filter((profile) => profile !== undefined);
  const keys = profiles.map(({ key }) => key);
  return {
    units: units.map(([key, { profiles: own, approval }]) =>
      without({
        ...{ key, name: domain.unitNameOf(key) ?? key },
        profiles: (own ?? keys).filter((profile) => keys.includes(profile)),
        quota: left.get(unitSubject(key)),
        approval: approval && { deciders: [...approval.deciders], lapseAfterDays: approval.lapseAfterDays },
      }),
    ),
    profiles: profiles.map((profile) => without({ ...profile, quota: left.get(profileSubject(profile.key)) })),
    naming: { ...settings.naming },
    lifetime: lifetimeOf(settings),
    designations: [...designation.options],
  };
}

const lifetimeOf = ({ lifetime: { defaultDays, maximumDays } }: ProjectSettings): Choices["lifetime"] =>
  without({ defaultDays, maximumDays });

type Quota = NonNullable<Choices["units"][number]["quota"]>;

/** Room in units and profiles whose numbers of projects are limited. */
async function roomLeft(
  { ports: { claims }, settings }: OfficePlace,
  units: readonly string[],
  profiles: readonly string[],
): Promise<ReadonlyMap<string, Quota>> {
  const limits = [
    ...units.map((key) => [unitSubject(key), settings.units[key].maximum] as const),
    ...profiles.map((key) => [profileSubject(key), entry(settings.profiles, key)?.maximum] as const),
  ].flatMap(([subject, maximum]) => (maximum === undefined ? [] : [{ subject, maximum }]));
  // No request has this id: whatever is claimed counts.
  const claimed = await claims.look(
    limits.map(({ subject }) => subject),
    "",
  );
  return new Map(
    limits.map(({ subject, maximum }) => [
      subject,
      { maximum, left: Math.max(0, maximum - (claimed[subject]?.weight ?? 0)) },
    ]),
  );
}

const entry = <T>(items: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(items, key) ? items[key] : undefined;
