import { DescribeAddressesCommand, DescribeVpcsCommand } from "@aws-sdk/client-ec2";
import { GetAccountSummaryCommand } from "@aws-sdk/client-iam";
import { GetServiceQuotaCommand } from "@aws-sdk/client-service-quotas";
import { awsFault } from "../../aws/faults";
import { allPages } from "../../aws/pages";
import { defaultInterfaceEndpoints } from "../../contracts/service/interface-endpoints";
import type { Check } from "../check";
import type { Place } from "../finding";
import { placeOf, type Landscape, type SeenAccount } from "../landscape";
import type { Notebook } from "../notebook";
import { isOfStage } from "../ownership";
import { wantedRoles } from "../wanted-roles";
import { roleNamed } from "./roles";
import { createdNetworks, type CreatedIn } from "./zones";

/** A quota of an account and Region. */
interface Quota {
  readonly service: string;
  readonly code: string;
  readonly name: string;
  /** Value of an account that never asked for more (`page`), where Service Quotas does not tell. */
  readonly usual: number;
  readonly page: string;
}

const VPC_QUOTAS = "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html";
const VPCS: Quota = { service: "vpc", code: "L-F678F1CE", name: "VPCs per Region", usual: 5, page: VPC_QUOTAS };
const ADDRESSES: Quota = {
  service: "ec2",
  code: "L-0263D0A3",
  name: "EC2-VPC Elastic IPs",
  usual: 5,
  page: VPC_QUOTAS,
};
const ENDPOINTS: Quota = {
  service: "vpc",
  code: "L-29B6F2EB",
  name: "Interface VPC endpoints per VPC",
  usual: 50,
  page: "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-limits-endpoints.html",
};

/** Check that accounts have room for what is created. */
export const quotas: Check = {
  name: "quotas",
  asks: "Is there room for the VPCs, Elastic IP addresses, interface endpoints and roles that are created?",
  after: "nothing",
  async run(landscape, notes) {
    const networks = createdNetworks(landscape);
    const at = ({ seen, region }: CreatedIn): Place => placeOf(seen, region);
    await notes.lookingAtEach(networks, at, (each, place) => vpcs(each, place, landscape, notes));
    await notes.lookingAtEach(networks, at, (each, place) => addresses(each, place, landscape, notes));
    await notes.lookingAtEach(networks, at, async ({ seen, region, network }, place) => {
      const needed = (network.interfaceEndpoints ?? defaultInterfaceEndpoints(region)).length;
      report({ quota: ENDPOINTS, limit: await limitOf(seen, region, ENDPOINTS), used: 0, needed }, place, notes);
    });
    await notes.lookingAtEach(landscape.accounts, placeOf, (seen, place) => rolesFit(seen, place, landscape, notes));
  },
};

async function vpcs({ seen, region }: CreatedIn, place: Place, { stage }: Landscape, notes: Notebook): Promise<void> {
  const ec2 = seen.reads.ec2(region);
  const there = await allPages(
    (NextToken) => ec2.send(new DescribeVpcsCommand({ NextToken })),
    (page) => page.Vpcs,
  );
  if (there.some(({ Tags }) => isOfStage(Tags, stage.name))) return;
  const limit = await limitOf(seen, region, VPCS);
  report({ quota: VPCS, limit, used: there.length, needed: 1 }, place, notes);
}

async function addresses(
  { seen, region, network }: CreatedIn,
  place: Place,
  { stage }: Landscape,
  notes: Notebook,
): Promise<void> {
  if (!network.internetAccess) return;
  const { Addresses = [] } = await seen.reads.ec2(region).send(new DescribeAddressesCommand({}));
  if (Addresses.some(({ Tags }) => isOfStage(Tags, stage.name))) return;
  const limit = await limitOf(seen, region, ADDRESSES);
  report({ quota: ADDRESSES, limit, used: Addresses.length, needed: 1 }, place, notes);
}

/** IAM tells number and quota of roles itself. */
async function rolesFit(seen: SeenAccount, place: Place, landscape: Landscape, notes: Notebook): Promise<void> {
  const created = wantedRoles(landscape.stage, seen.account, landscape.domain).filter(
    ({ given }) => given === undefined,
  );
  const live = await Promise.all(created.map(({ name }) => roleNamed(seen, name)));
  const { SummaryMap = {} } = await seen.reads.iam().send(new GetAccountSummaryCommand({}));
  const { Roles: used, RolesQuota: limit } = SummaryMap as Readonly<Record<string, number | undefined>>;
  if (used === undefined || limit === undefined) return;
  const quota: Quota = {
    service: "iam",
    code: "L-FE177D64",
    name: "Roles per account",
    usual: limit,
    page: "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html",
  };
  report({ quota, limit, used, needed: live.filter((role) => role === undefined).length }, place, notes);
}

/** The quota in force. Service Quotas knows those that somebody has asked for, and most others; the rest are usual. */
async function limitOf({ reads }: SeenAccount, region: string, { service, code, usual }: Quota): Promise<number> {
  try {
    const command = new GetServiceQuotaCommand({ ServiceCode: service, QuotaCode: code });
    return (await reads.quotas(region).send(command)).Quota?.Value ?? usual;
  } catch (error) {
    if (awsFault(error)?.name === "NoSuchResourceException") return usual;
    throw error;
  }
}

interface Room {
  readonly quota: Quota;
  readonly limit: number;
  readonly used: number;
  readonly needed: number;
}

function report({ quota, limit, used, needed }: Room, place: Place, notes: Notebook): void {
  if (needed === 0 || used + needed <= limit) return;
  const { service, code, name, page } = quota;
  const inUse = used === 0 ? "" : `${used} are in use, and `;
  notes.found(place, {
    code: "QUOTA_EXHAUSTED",
    what: `${name}: ${inUse}${needed} ${needed === 1 ? "is" : "are"} needed; the quota is ${limit}`,
    cure: `aws service-quotas request-service-quota-increase --service-code ${service} --quota-code ${code} --desired-value ${used + needed}, or remove what is not needed`,
    source: page,
  });
}
