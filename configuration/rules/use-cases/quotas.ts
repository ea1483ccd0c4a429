import { show } from "../../problems";
import type { Finding } from "../finding";
import type { DomainView, OrganizationView, StageView } from "../view";
import { accountOf, allPlaces, type PlaceView } from "./placed";

/** The two pages of AWS disagree, on 500 and 1000; the smaller is safe. */
const ENVIRONMENTS_PER_DOMAIN = 500;
/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const ROLES_PER_ACCOUNT = 1000;

/** Standing projects of a domain in which use cases have some deploy no more environments than a domain takes. */
export function environmentsAreNotTooMany(domain: DomainView): Finding[] {
  const counts = domain.map(environmentsOf);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const [stage] = domain.toSorted((a, b) => b.useCaseProjects.size - a.useCaseProjects.size);
  const [project] = [...stage.useCaseProjects.keys()].slice(-1);
  if (total <= ENVIRONMENTS_PER_DOMAIN || project === undefined) return [];
  return [
    {
      code: "ENVIRONMENT_COUNT",
      stage,
      path: ["projects", project],
      got: `${total} environments of the standing projects of the domain, with those of use cases`,
      allowed: `at most ${ENVIRONMENTS_PER_DOMAIN}, unless AWS has raised the quota`,
      reads: domain.flatMap((other) => [
        { stage: other, path: ["projects"] },
        { stage: other, path: ["profiles"] },
      ]),
    },
  ];
}

function environmentsOf({ environment, configurations }: StageView): number {
  return Object.values(environment.projects).reduce((sum, { profile }) => {
    const known = Object.hasOwn(configurations, profile) ? configurations[profile] : [];
    return sum + known.filter(({ deploymentMode }) => deploymentMode === "ON_CREATE").length;
  }, 0);
}

/** Use cases put no more roles into an account than it may have. */
export function useCaseRolesAreNotTooMany(organization: OrganizationView): Finding[] {
  const byAccount = new Map<string, PlaceView[]>();
  for (const placed of allPlaces(organization)) {
    const id = accountOf(placed)?.id;
    if (id !== undefined) byAccount.set(id, [...(byAccount.get(id) ?? []), placed]);
  }
  return [...byAccount.values()]
    .filter(({ length }) => length > ROLES_PER_ACCOUNT)
    .map((places): Finding => {
      const { hub, at, place } = places[ROLES_PER_ACCOUNT];
      const got = `${places.length} roles of use cases in account ${show(place.account)}`;
      const allowed = `at most ${ROLES_PER_ACCOUNT} in an account, unless AWS has raised the quota`;
      return { code: "USE_CASE_ROLE_COUNT", stage: hub, path: [...at, "account"], got, allowed };
    });
}
