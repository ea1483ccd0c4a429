import { CODE_HOST_WITNESSES } from "../code-host/witnesses";
import { EVENT_WITNESSES } from "../events/witnesses";
import { IAM_WITNESSES } from "../iam/witnesses";
import { HTTP_API_WITNESSES } from "../services/apigateway/witnesses";
import { CLOUD_CONTROL_WITNESSES } from "../services/cloudcontrol/witnesses";
import { CODE_CONNECTIONS_WITNESSES } from "../services/codeconnections/witnesses";
import { DATAZONE_WITNESSES } from "../services/datazone/witnesses";
import { RULE_WITNESSES } from "../services/events/witnesses";
import { SCHEDULE_WITNESSES } from "../schedules/witnesses";
import { SCHEDULER_WITNESSES } from "../services/scheduler/witnesses";
import { LAMBDA_WITNESSES } from "../services/lambda/witnesses";
import { MOTO_WITNESSES } from "../services/moto/witnesses";
import { OAM_WITNESSES } from "../services/oam/witnesses";
import { RAM_WITNESSES } from "../services/ram/witnesses";
import { SAGEMAKER_WITNESSES } from "../services/sagemaker/witnesses";
import { STATES_WITNESSES } from "../services/states/witnesses";
import { STAND_IN_WITNESSES } from "../services/stand-in-witnesses";
import type { Witness } from "./witness";

export { type Witness, WITNESS_KINDS, type WitnessKind } from "./witness";

/** Behaviours of all services with their witnesses. */
export const WITNESSES: readonly Witness[] = [
  ...DATAZONE_WITNESSES,
  ...CLOUD_CONTROL_WITNESSES,
  ...RAM_WITNESSES,
  ...LAMBDA_WITNESSES,
  ...CODE_CONNECTIONS_WITNESSES,
  ...EVENT_WITNESSES,
  ...RULE_WITNESSES,
  ...SCHEDULE_WITNESSES,
  ...SCHEDULER_WITNESSES,
  ...SAGEMAKER_WITNESSES,
  ...OAM_WITNESSES,
  ...STATES_WITNESSES,
  ...HTTP_API_WITNESSES,
  ...STAND_IN_WITNESSES,
  ...MOTO_WITNESSES,
  ...IAM_WITNESSES,
  ...CODE_HOST_WITNESSES,
];
