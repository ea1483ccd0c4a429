import { actionReference } from "../reference";
import { apiGatewayNeeds } from "./api-gateway";
import { cloudControl } from "./cloudcontrol";
import { codeConnections } from "./connections";
import { cloudwatch } from "./cloudwatch";
import { datazoneNeeds } from "./datazone";
import { dynamodb } from "./dynamodb";
import { ec2Needs } from "./ec2";
import { ecr } from "./ecr";
import { glue } from "./glue";
import { iam } from "./iam";
import { kms } from "./kms";
import { lambda } from "./lambda";
import { logs } from "./logs";
import { events, sns, sqs } from "./messaging";
import type { Asked, Need, ServiceNeeds } from "./need";
import { oam } from "./oam";
import { organizations } from "./organizations";
import { ram } from "./ram";
import { s3 } from "./s3";
import { sagemaker } from "./sagemaker";
import { scheduler } from "./scheduler";
import { secretsManager } from "./secrets-manager";
import { serviceQuotas } from "./service-quotas";
import { ssm } from "./ssm";
import { states } from "./states";
import { sts } from "./sts";

export { type Asked, type Need } from "./need";
export { readRequest } from "./read-request";

/** Services by signing name. Those without operations of their own have actions without resource types only. */
const SERVICES: Readonly<Record<string, ServiceNeeds>> = {
  cloudcontrolapi: cloudControl,
  cloudformation: { prefix: "cloudformation", operations: {} },
  codeconnections: codeConnections,
  dynamodb,
  ecr,
  events,
  glue,
  iam,
  kms,
  lakeformation: { prefix: "lakeformation", operations: {} },
  lambda,
  logs,
  monitoring: cloudwatch,
  oam,
  organizations,
  ram,
  s3,
  sagemaker,
  scheduler,
  secretsmanager: secretsManager,
  sns,
  servicequotas: serviceQuotas,
  sqs,
  ssm,
  sso: { prefix: "sso", operations: {} },
  states,
  sts,
};

/**
 * Needs of a call; undefined for an operation that nobody has mapped: such a call is refused, never let through.
 *
 * An operation that no table names still is mapped where the service authorization reference has an action of its name
 * without resource types and without condition keys: then it is on `*`, and there is nothing to get wrong.
 */
export async function needsOf(asked: Asked): Promise<readonly Need[] | undefined> {
  const { call, operation } = asked;
  if (call.service === "datazone") return mapped(`datazone:${operation}`) ? datazoneNeeds(asked) : undefined;
  if (call.service === "ec2") return ec2Needs(asked);
  if (call.service === "apigateway") return apiGatewayNeeds(asked);
  const service = SERVICES[call.service] as ServiceNeeds | undefined;
  if (service === undefined) return undefined;
  if (Object.hasOwn(service.operations, operation)) return service.operations[operation](asked);
  const action = `${service.prefix}:${operation}`;
  const reference = actionReference(action);
  const plain = reference?.resourceTypes.length === 0 && reference.conditionKeys.length === 0;
  return plain ? [{ action, resource: "*" }] : undefined;
}

const mapped = (action: string): boolean => actionReference(action) !== undefined;
