import { ServiceError } from "../../errors";
import { readRequest } from "../../iam";
import { type Call, type HttpRequest, RawReply } from "../../service";

/** Id of the organization that accounts are in where nobody has given one. */
const ASSUMED_ID = "o-emulator00";
/** Its management account, in which nobody works. */
const MANAGEMENT = "999999999999";

/**
 * Answers of Organizations that moto does not give: which organization accounts are in where moto has none and the emulator's RAM
 * shares as if there was one; and that only the management account may ask which services work together with it.
 *
 * @param forward asks moto
 * @throws ServiceError AccessDeniedException
 */
export async function answerAboutOrganization(
  request: HttpRequest,
  call: Call,
  forward: () => Promise<RawReply>,
): Promise<RawReply> {
  const { operation } = readRequest("organizations", request);
  if (operation === "ListAWSServiceAccessForOrganization") await refuseMembers(call);
  const reply = await forward();
  const isAlone = reply.status >= 400 && reply.body.toString().includes("AWSOrganizationsNotInUseException");
  if (operation !== "DescribeOrganization" || !isAlone || !isInside(call)) return reply;
  return new RawReply(200, { "content-type": "application/x-amz-json-1.1" }, JSON.stringify(assumed(call)));
}

function isInside({ account, emulator }: Call): boolean {
  const { accounts, outside = [] } = emulator.options.organization ?? {};
  return accounts?.includes(account) ?? !outside.includes(account);
}

async function refuseMembers(call: Call): Promise<void> {
  const organization = await call.emulator.judge?.facts.organization(call.account);
  if (organization?.managementAccount === call.account || (organization === undefined && !isInside(call))) return;
  throw new ServiceError("AccessDeniedException", 400, "You don't have permissions to access this resource.");
}

function assumed({ emulator }: Call): object {
  const { id = ASSUMED_ID } = emulator.options.organization ?? {};
  return {
    Organization: {
      Id: id,
      Arn: `arn:aws:organizations::${MANAGEMENT}:organization/${id}`,
      FeatureSet: "ALL",
      MasterAccountArn: `arn:aws:organizations::${MANAGEMENT}:account/${id}/${MANAGEMENT}`,
      MasterAccountId: MANAGEMENT,
      MasterAccountEmail: "management@example.com",
    },
  };
}
