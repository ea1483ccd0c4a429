import type { z } from "zod";
import type { officeEvent } from "../../../contracts/application/project-office";
import type { Failure, Workplace } from "../work";
import { DataZoneOffice } from "./datazone-domain";
import { doErrand, type OfficeAnswer } from "./office";

/** Members of an event with which the API invokes the function. */
export type OfficeMember = z.output<typeof officeEvent>["office"];

/**
 * Does an errand of the API at the workplace of the function.
 *
 * @param office - Member `office` of the event, which `officeEvent` has parsed.
 * @param report - Told of a bell that did not ring.
 */
export function answerOffice(
  workplace: Workplace,
  { caller, errand }: OfficeMember,
  report: (failure: Failure) => void,
): Promise<OfficeAnswer> {
  const { ports, settings, bell } = workplace;
  const ring = async (requestId: string): Promise<void> => {
    try {
      await bell.ring(requestId);
    } catch (error) {
      // What was stored is due at once: the sweep finds it.
      report({ subject: `bell of request ${requestId}`, error });
    }
  };
  return doErrand({ ports, settings, domain: domainOf(workplace), ring }, caller, errand);
}

/** One for each workplace, for it keeps names of people. */
const domains = new WeakMap<Workplace, DataZoneOffice>();

function domainOf(workplace: Workplace): DataZoneOffice {
  const known = domains.get(workplace) ?? new DataZoneOffice(workplace.domain, workplace.ports.service.directory);
  domains.set(workplace, known);
  return known;
}
