import type { RepositoryReason } from "../../contracts/aiops/repository-record";
import type { Plan, Step } from "./step";
import type { EnvironmentGuard, Guard, Guards, Refused } from "./view";
import type { WantedEnvironment, WantedRepository } from "./wanted";

/**
 * Steps towards the protections of a repository, and towards the variables of environments that are protected: a job gets the name of a
 * role only where nobody can change what it runs without a review, and where those release it who are to.
 */
export function planGuards({ access, branch, environments }: Guards, wanted: WantedRepository): Plan {
  const plans = wanted.environments.map((environment) =>
    planEnvironment(environment, guardOf(environments, environment.name), isWhole(branch)),
  );
  const steps: Step[] = [
    ...(access.lacks.length > 0 ? [{ do: "allow" } as const] : []),
    ...(branch.lacks.length > 0 ? [{ do: "protect" } as const] : []),
  ];
  const told = toldOf([...access.refused, ...branch.refused]);
  return {
    steps: [...steps, ...plans.flatMap((plan) => plan.steps)],
    reasons: [...told.reasons, ...plans.flatMap((plan) => plan.reasons)],
    notes: [...told.notes, ...plans.flatMap((plan) => plan.notes)],
  };
}

/** Reasons and notes of what a host refuses. */
export function toldOf(refused: readonly Refused[], stage?: string): Pick<Plan, "reasons" | "notes"> {
  const about = stage === undefined ? {} : { stage };
  const reasons = refused.flatMap(({ kind, text }): RepositoryReason[] => {
    if (kind === "note") return [];
    const fix =
      kind === "unknown"
        ? "name people and teams as the host knows them, in the configuration of the use case"
        : "give the host's organization a plan that has it, or mend what the host says; nothing of this environment gets a role before";
    return [
      { code: kind === "unknown" ? "people-unknown" : "protection-refused", text, fix, for: "platform", ...about },
    ];
  });
  return { reasons, notes: refused.filter(({ kind }) => kind === "note").map(({ text }) => text) };
}

/** Environments whose jobs have everything that they read. */
export function rolesOf({ environments }: Guards, wanted: WantedRepository): string[] {
  const isSet = ({ name, variables, withheld }: WantedEnvironment): boolean =>
    withheld.length === 0 && differing(variables, guardOf(environments, name)).length === 0;
  return wanted.environments.filter(isSet).map(({ name }) => name);
}

const NONE: EnvironmentGuard = { lacks: ["the environment"], refused: [], variables: {} };

const guardOf = (environments: Guards["environments"], name: string): EnvironmentGuard =>
  Object.hasOwn(environments, name) ? environments[name] : NONE;

const isWhole = ({ lacks, refused }: Guard): boolean =>
  lacks.length === 0 && !refused.some(({ kind }) => kind === "essential");

function planEnvironment(environment: WantedEnvironment, guard: EnvironmentGuard, isBranchWhole: boolean): Plan {
  const { name, variables, withheld } = environment;
  const told = toldOf(guard.refused, name);
  const guarding: Step[] = guard.lacks.length > 0 ? [{ do: "guard", environment: name }] : [];
  const mayHaveRole = isBranchWhole && isWhole(guard) && withheld.length === 0;
  const setting = mayHaveRole
    ? differing(variables, guard).map((variable): Step => ({ do: "set", environment: name, ...variable }))
    : [];
  return { steps: [...guarding, ...setting], reasons: [...told.reasons, ...withheld], notes: told.notes };
}

function differing(wanted: Readonly<Record<string, string>>, { variables }: EnvironmentGuard) {
  return Object.entries(wanted)
    .filter(([name, value]) => !Object.hasOwn(variables, name) || variables[name] !== value)
    .map(([name, value]) => ({ name, value }));
}
