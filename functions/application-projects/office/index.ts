import { saidBy } from "../../../aws/faults";
import { officeEvent } from "../../../contracts/application/project-office";
import type { Failure } from "../../application-store/queue-message";
import type { Workplace } from "../work";
import { DataZoneOffice } from "./datazone-domain";
import { doErrand, type OfficeAnswer } from "./office";

/**
 * Does an errand of the API at the workplace of the function.
 *
 * @param office - Member `office` of the event, which is not checked yet.
 * @param report - Told of a bell that did not ring. @default - a line of the log
 * @throws where the API sends something else: the two are not of one version
 */
export async function answerOffice(
  office: unknown,
  workplace: Workplace,
  report: (failure: Failure) => void = logged,
): Promise<OfficeAnswer> {
  const { caller, errand } = officeEvent.shape.office.parse(office);
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

const logged = ({ subject, error }: Failure): void =>
  console.log(JSON.stringify({ level: "ERROR", subject, error: saidBy(error) }));

/** One for each workplace, for it keeps names of people. */
const domains = new WeakMap<Workplace, DataZoneOffice>();

function domainOf(workplace: Workplace): DataZoneOffice {
  const known = domains.get(workplace) ?? new DataZoneOffice(workplace.domain, workplace.ports.service.directory);
  domains.set(workplace, known);
  return known;
}
