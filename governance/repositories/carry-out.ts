import type { CodeHost } from "./host";
import type { Step } from "./step";
import type { FoundRepository, Refused, RepositoryView } from "./view";
import type { WantedRepository } from "./wanted";

/** Carries a step out. @returns what the host refuses of it */
export async function carryOut(
  step: Step,
  host: CodeHost,
  view: RepositoryView,
  wanted: WantedRepository,
): Promise<readonly Refused[]> {
  if (step.do === "create") {
    await host.create(wanted);
    return [];
  }
  return carryOutIn(foundIn(view), step, host, wanted);
}

async function carryOutIn(
  found: FoundRepository,
  step: Exclude<Step, { do: "create" }>,
  host: CodeHost,
  wanted: WantedRepository,
): Promise<readonly Refused[]> {
  switch (step.do) {
    case "seed":
      await host.seed(found, step.content, wanted, firstMessage(wanted));
      return [];
    case "propose":
      await host.propose(found, step.proposal);
      return [];
    case "allow":
      return host.allow(found, wanted);
    case "protect":
      return host.protect(found, wanted);
    case "guard":
      return host.guard(found, environmentOf(wanted, step.environment));
    case "set":
      await host.setVariable(found, step.environment, step.name, step.value);
      return [];
  }
}

function firstMessage({ marker, repository, useCase }: WantedRepository): string {
  const { template, version, digest } = marker;
  return `Seed the ${repository} repository of ${useCase} from the template ${template} ${version}\n\nSmus-Seed: ${digest}`;
}

function foundIn(view: RepositoryView): FoundRepository {
  if (view.is === "missing") throw new Error("a step on a repository that is not there");
  return view.found;
}

function environmentOf({ environments }: WantedRepository, name: string) {
  const environment = environments.find((one) => one.name === name);
  if (environment === undefined) throw new Error(`a step on the environment ${name}, which nobody wants`);
  return environment;
}
