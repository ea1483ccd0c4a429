import type { ProjectRecord } from "./record";

/** Stage of a request in plain words, and what comes next; nothing comes after an end. */
export interface PhaseWords {
  readonly says: string;
  readonly next?: string;
}

/** The stage of a request for people who do not know the application's words. */
export function phaseWords(record: ProjectRecord): PhaseWords {
  const { phase, held, failures, discarding, endsAt, wish } = record;
  switch (phase) {
    case "checking":
      return { says: "The request is checked once more.", next: "People decide, or the project is made at once." };
    case "held":
      return {
        says: "People have to decide on the request.",
        next: `They approve or reject it${held === undefined ? "" : `; without a decision it is rejected on ${dayOf(held.lapsesAt)}`}.`,
      };
    case "deciding":
      return record.verdict?.outcome === "reject"
        ? { says: "The request is rejected.", next: "You are told why." }
        : { says: "The request is approved.", next: "An account is chosen, and the project is made." };
    case "creating":
      return {
        says:
          failures.length === 0
            ? "An account is chosen, and the project is made."
            : "The first attempt has failed: the project is made in another account.",
        next: "The service sets its environments up, which takes some minutes.",
      };
    case "following":
      return discarding === true
        ? { says: "The attempt has failed: what it has made is taken away.", next: "Another account is tried." }
        : { says: "The service sets the project's environments up.", next: "Members are let in." };
    case "members":
      return { says: "The members of the project are set.", next: "People work in the project." };
    case "active":
      return {
        says: "The project is there.",
        ...(endsAt === undefined ? {} : { next: `It ends on ${dayOf(endsAt)}, unless it is extended.` }),
      };
    case "retiring":
      return record.problem?.kind === "still-used"
        ? {
            says: "The project's time is over, and others use its data.",
            next: "It ends when nobody does, or when somebody says so.",
          }
        : { says: "The project is taken away, with everything in it.", next: `The name ${wish.name} is free again.` };
    case "retired":
      return { says: "The project is gone." };
    case "rejected":
      return { says: "The request is rejected. You may ask again." };
    case "failed":
      return record.endedAt === undefined
        ? { says: "The project could not be made.", next: "What was made of it is taken away." }
        : { says: "The project could not be made, and nothing of it is left. You may ask again." };
  }
}

const dayOf = (time: string): string => time.slice(0, 10);
