import { isRoot } from "../../identity";
import type { Call, CallEnd } from "../../service";
import { domainOfCall } from "./named-domain";

/** Calls that reach EventBridge through CloudTrail here, with the members of their input that consumers read. */
const TRAILED: Readonly<Record<string, readonly string[]>> = {
  CreateProject: ["domainIdentifier", "userParameters"],
  DeleteProject: ["domainIdentifier", "identifier"],
};

/** Puts a call onto the default bus of the domain's account, as a trail there would: refused calls carry their error. */
export function trailOfCall(input: Record<string, unknown>, call: Call, end: CallEnd): void {
  const members = TRAILED[call.operation] as readonly string[] | undefined;
  if (members === undefined) return;
  const { account, region } = domainOfCall(input, call) ?? call;
  const requestParameters = Object.fromEntries(members.map((member) => [member, input[member]]));
  const detail = {
    eventSource: "datazone.amazonaws.com",
    eventName: call.operation,
    awsRegion: region,
    userIdentity: identityOf(call, account),
    requestParameters,
    ...endOf(end),
    requestID: call.requestId,
    recipientAccountId: account,
  };
  call.emulator.events.publish({
    account,
    region,
    source: "aws.datazone",
    detailType: "AWS API Call via CloudTrail",
    detail: JSON.parse(JSON.stringify(detail)) as object,
  });
}

/** Of a caller in another account only the account is known. */
function identityOf({ callerArn, account }: Call, trailAccount: string): object {
  if (account !== trailAccount) return { type: "AWSAccount", accountId: account };
  const type = isRoot(callerArn) ? "Root" : callerArn.includes(":assumed-role/") ? "AssumedRole" : "IAMUser";
  return { type, accountId: account, arn: callerArn };
}

function endOf(end: CallEnd): object {
  if ("error" in end) return { errorCode: end.error.code, errorMessage: end.error.message, responseElements: null };
  const { id } = (end.output ?? {}) as { id?: string };
  return { responseElements: id === undefined ? null : { id } };
}
