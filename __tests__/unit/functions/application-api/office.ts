import type { OfficeCaller, OfficeErrand } from "../../../../contracts/application/project-office";
import type { OfficeAnswers, OfficeRefusal } from "../../../../contracts/application/projects/answers";
import type { Office } from "../../../../functions/application-api/services";
import { projectParts } from "../../../../governance/project-requests";

const ASKED = {
  id: "pr-1",
  phase: "held",
  says: "People decide.",
  askedAt: "2026-11-09T00:00:00.000Z",
  requester: "profile-ann",
  name: "sales-reports",
  unit: "sales-emea",
  profile: "analytics",
  purpose: "Reports",
} as const;

const MEMBERS = [
  { id: "profile-pia", kind: "people", designation: "PROJECT_OWNER" },
  { id: "profile-max", kind: "people", designation: "PROJECT_CONTRIBUTOR" },
] as const;

const FREE = { allowed: true } as const;
const USES = { heldByOthers: [], own: [], published: [], dataSources: [], environments: [] };

/** The office of projects as the API meets it: a request `pr-1` and its project `project-1`, seen by who has a part in them. */
export class OfficeInMemory implements Office {
  readonly errands: { readonly caller: OfficeCaller; readonly errand: OfficeErrand }[] = [];
  refusal: OfficeRefusal | undefined;
  fault: Error | undefined;

  /** Errands that change something. */
  get done(): string[] {
    return this.errands.map(({ errand }) => errand.ask).filter((ask) => CHANGES.includes(ask));
  }

  ask<E extends OfficeErrand>(caller: OfficeCaller, errand: E): Promise<OfficeAnswers[E["ask"]] | OfficeRefusal> {
    this.errands.push({ caller, errand });
    if (this.fault !== undefined && CHANGES.includes(errand.ask)) return Promise.reject(this.fault);
    if (this.refusal !== undefined && CHANGES.includes(errand.ask)) return Promise.resolve(this.refusal);
    return Promise.resolve(answerTo(caller, errand) as OfficeAnswers[E["ask"]] | OfficeRefusal);
  }
}

const CHANGES: readonly OfficeErrand["ask"][] = ["request", "decide", "members", "transfer", "extend", "retire"];

function answerTo(caller: OfficeCaller, errand: OfficeErrand): unknown {
  const yourParts = projectParts(caller, { requester: ASKED.requester, unit: ASKED.unit, members: MEMBERS });
  const notFound: OfficeRefusal = { refused: "not-found", message: "There is none that you may see." };
  const request = {
    ...ASKED,
    wish: { ...{ name: ASKED.name, unit: ASKED.unit, profile: ASKED.profile, purpose: ASKED.purpose }, members: [] },
    ...{ members: MEMBERS, problems: [], failures: [], evidence: [], yourParts, possible: { decision: FREE } },
  };
  const inList = { id: "project-1", name: ASKED.name, origin: "asked-for", status: "ready", requestId: "pr-1" };
  switch (errand.ask) {
    case "choices":
      return {
        ...{ units: [], profiles: [], naming: { inWords: "", pattern: ".*", maximum: 64 } },
        ...{ lifetime: {}, designations: [] },
      };
    case "check":
      return { problems: [], name: errand.wish.name };
    case "requests":
      return { items: yourParts.length > 0 ? [ASKED] : [], next: "place" };
    case "projects":
      return { items: yourParts.length > 0 ? [inList] : [] };
    case "one-request":
      return errand.id === "pr-1" && yourParts.length > 0 ? request : notFound;
    case "one-project":
      return errand.id === "project-1" && yourParts.length > 0
        ? {
            ...{ ...inList, description: "", reasons: [], yourParts },
            possible: { members: FREE, transfer: FREE, extension: FREE, retirement: FREE },
          }
        : notFound;
    case "request":
    case "decide":
      return request;
    case "members":
    case "transfer":
      return { changes: [] };
    case "extend":
      return ASKED;
    case "retire":
      return { retires: !errand.dryRun, uses: USES };
  }
}
