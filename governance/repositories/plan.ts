import type { RepositoryReason } from "../../contracts/aiops/repository-record";
import { planGuards } from "./guarding";
import type { Plan, Step } from "./step";
import { planUpgrade } from "./upgrades";
import type { RepositoryView } from "./view";
import type { Marker, WantedRepository } from "./wanted";

/**
 * Steps that can be taken now, from what the host says. Pure: a step that was cut off is planned again, and one that the host shows as done
 * is not.
 *
 * Files that people may have written are never among what is written: the first commit goes to a repository without any, and everything
 * later is a merge request. Variables come last, when everything that protects them is seen.
 */
export function planSteps(view: RepositoryView, wanted: WantedRepository): Plan {
  if (view.is === "missing") return step({ do: "create" });
  const { found } = view;
  if (found.archived) return blocked(archived(found.address));
  if (found.public) return blocked(everybodys(found.address));
  if (view.is === "there") {
    if (view.content.is === "foreign") return blocked(foreign(found.address));
    return step({ do: "seed", content: view.content });
  }
  const { marker, guards, head, upgrade } = view;
  if (marker === undefined) return blocked(unreadableMarker(found.address));
  if (marker.template !== wanted.marker.template || marker.repository !== wanted.repository)
    return blocked(otherTemplate(marker, wanted));
  const upgrading = upgrade === undefined ? nothing : planUpgrade({ found, head, marker, ...upgrade }, wanted);
  const guarding = planGuards(guards, wanted);
  return {
    steps: [...upgrading.steps, ...guarding.steps],
    reasons: [...upgrading.reasons, ...guarding.reasons],
    notes: [...upgrading.notes, ...guarding.notes],
  };
}

const nothing: Plan = { steps: [], reasons: [], notes: [] };
const step = (one: Step): Plan => ({ ...nothing, steps: [one] });
const blocked = (reason: RepositoryReason): Plan => ({ ...nothing, reasons: [reason] });

function archived(address: string): RepositoryReason {
  const text = `The repository ${address} is archived`;
  return { code: "archived", text, fix: "take it out of the archive, or give the use case another name", for: "team" };
}

function everybodys(address: string): RepositoryReason {
  const text = `The repository ${address} is public, and what is seeded names accounts and roles`;
  return { code: "public", text, fix: "make it private", for: "team" };
}

function foreign(address: string): RepositoryReason {
  const text = `The repository ${address} has files and was not seeded: nobody can tell which files are whose`;
  const fix = "rename it, or give the use case other names of repositories; nothing was touched";
  return { code: "foreign", text, fix, for: "team" };
}

function unreadableMarker(address: string): RepositoryReason {
  const text = `The marker .smus/seed.json of ${address} cannot be read`;
  return { code: "marker-unreadable", text, fix: "restore the file from the history of the repository", for: "team" };
}

function otherTemplate({ template, repository }: Marker, wanted: WantedRepository): RepositoryReason {
  const text = `The repository was seeded as the ${repository} repository of the template ${template}, and is to be the ${wanted.repository} repository of ${wanted.marker.template}`;
  const fix = "give the use case other names of repositories, or its former template";
  return { code: "other-template", text, fix, for: "platform" };
}
