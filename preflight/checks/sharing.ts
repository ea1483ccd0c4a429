import {
  DescribeOrganizationCommand,
  ListAWSServiceAccessForOrganizationCommand,
  type Organization,
} from "@aws-sdk/client-organizations";
import { awsFault } from "../../aws/faults";
import { allPages } from "../../aws/pages";
import type { Stage } from "../../configuration/model";
import type { Check } from "../check";
import { hostingAccounts, placeOf, type SeenAccount } from "../landscape";
import type { Notebook } from "../notebook";
import { RefusedReadError } from "../reads";

const SOURCE =
  "https://docs.aws.amazon.com/ram/latest/userguide/getting-started-sharing.html#getting-started-sharing-orgs";
const RAM = "ram.amazonaws.com";

/** Check that the domain can be shared with the accounts of the stage without invitations. */
export const sharing: Check = {
  name: "sharing",
  asks: "Is the domain's account in the organization that the configuration names, are the others, and does RAM share inside of it?",
  after: "nothing",
  async run(landscape, notes) {
    const { stage, governance } = landscape;
    const shared = hostingAccounts(landscape).filter(({ account }) => account.id !== stage.governance.id);
    if (governance === undefined || shared.length === 0 || stage.environment.sharing.principals === "none") return;
    await notes.looking(placeOf(governance), async () => {
      const organization = await organizationOf(governance);
      reportMismatch(stage, governance, organization, notes);
      const inside = shared.filter(({ account }) => !account.invited);
      if (organization === undefined) return reportAlone(inside, governance, notes);
      await notes.lookingAtEach(inside, placeOf, async (seen, place) => {
        const live = await organizationOf(seen);
        if (live?.Id === organization.Id) return;
        notes.found(place, {
          code: "ACCOUNT_OUTSIDE_ORGANIZATION",
          what: `the account is in ${live?.Id ?? "no organization"}, and the account that owns the domain in ${organization.Id}: RAM sends it an invitation that nobody accepts`,
          cure: `move it into the organization, or add "${seen.account.key}" to sharing.invitedAccounts`,
          source: SOURCE,
        });
      });
      await sharesInside(governance, organization, notes);
    });
  },
};

/** The organization of an account; undefined where it is in none. */
async function organizationOf({ reads }: SeenAccount): Promise<Organization | undefined> {
  try {
    return (await reads.organizations().send(new DescribeOrganizationCommand({}))).Organization;
  } catch (error) {
    if (awsFault(error)?.name === "AWSOrganizationsNotInUseException") return undefined;
    throw error;
  }
}

function reportMismatch(
  { environment }: Stage,
  governance: SeenAccount,
  organization: Organization | undefined,
  notes: Notebook,
): void {
  const { organizationId } = environment.organization;
  const { principals } = environment.sharing;
  const arns =
    typeof principals === "string"
      ? []
      : "organizationArn" in principals
        ? [principals.organizationArn]
        : principals.organizationalUnitArns;
  const named = [
    ...(organizationId === undefined ? [] : [["organization.organizationId", organizationId] as const]),
    ...arns.map((arn) => ["sharing.principals", arn.split("/")[1] ?? ""] as const),
  ];
  const wrong = new Map(named.filter(([, id]) => id !== organization?.Id));
  for (const [path, id] of wrong)
    notes.found(placeOf(governance), {
      code: "ORGANIZATION_MISMATCH",
      what: `${path} names ${id}, and the account that owns the domain is in ${organization?.Id ?? "no organization"}`,
      cure: organization === undefined ? "move the account into the organization" : `correct ${path}`,
      source: SOURCE,
    });
}

/** Without an organization every account gets an invitation. */
function reportAlone(inside: readonly SeenAccount[], governance: SeenAccount, notes: Notebook): void {
  for (const seen of inside)
    notes.found(placeOf(seen), {
      code: "ACCOUNT_OUTSIDE_ORGANIZATION",
      what: `the account that owns the domain (${governance.account.id}) is in no organization: RAM sends this one an invitation that nobody accepts`,
      cure: `add "${seen.account.key}" to sharing.invitedAccounts, or move both into one organization`,
      source: SOURCE,
    });
}

async function sharesInside(governance: SeenAccount, organization: Organization, notes: Notebook): Promise<void> {
  const organizations = governance.reads.organizations();
  try {
    const services = await allPages(
      (NextToken) => organizations.send(new ListAWSServiceAccessForOrganizationCommand({ NextToken })),
      (page) => page.EnabledServicePrincipals,
    );
    if (services.some(({ ServicePrincipal }) => ServicePrincipal === RAM)) return;
    notes.found(placeOf(governance), {
      code: "SHARING_DISABLED",
      what: `AWS RAM does not share inside of organization ${organization.Id}: accounts get invitations, and organizational units cannot be named`,
      cure: `aws ram enable-sharing-with-aws-organization, in the management account ${organization.MasterAccountId}`,
      source: SOURCE,
    });
  } catch (error) {
    // Only the management account and delegated administrators may ask, whatever a role's policies say.
    if (!(error instanceof RefusedReadError) || organization.MasterAccountId === governance.account.id) throw error;
    notes.remark(
      `whether RAM shares inside of ${organization.Id} can be read in its management account ${organization.MasterAccountId} only: aws organizations list-aws-service-access-for-organization has to name ${RAM}`,
    );
  }
}
