import { GetRoleCommand, type Role } from "@aws-sdk/client-iam";
import { isNotFound } from "../../aws/faults";
import type { Check } from "../check";
import { firstProject, type Place } from "../finding";
import { placeOf, type Landscape, type SeenAccount } from "../landscape";
import type { Notebook } from "../notebook";
import { isOurs } from "../ownership";
import { statementsOf, type PolicyStatement } from "../policies/document";
import { missedConditions, permits, type AskedCall } from "../policies/permitted";
import { wantedRoles, type WantedRole, type WantedTrust } from "../wanted-roles";

/** A role of the account by its name; undefined where there is none. */
export async function roleNamed({ reads }: SeenAccount, name: string): Promise<Role | undefined> {
  try {
    return (await reads.iam().send(new GetRoleCommand({ RoleName: name }))).Role;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Check that given roles exist, and that every role lets in the services that assume it. */
export const roles: Check = {
  name: "roles",
  asks: "Do the roles that are given exist, and do all of them trust the service that assumes them, for the right account?",
  after: "nothing",
  async run(landscape, notes) {
    await notes.lookingAtEach(
      rolesOf(landscape),
      ({ seen }) => placeOf(seen),
      async ({ seen, wanted }, place) => {
        const live = await roleNamed(seen, wanted.name);
        // A name that somebody else's role has is another check's.
        if (wanted.given === undefined && !isOurs(live?.Tags)) return;
        if (live === undefined || (wanted.given !== undefined && live.Arn !== wanted.given))
          return notes.found(place, {
            code: "ROLE_MISSING",
            what: `${wanted.path}: there is no role ${wanted.given}${live === undefined ? "" : `; ${wanted.name} is ${live.Arn}`}`,
            cure: "create it, correct the ARN, or leave it out: the role is then created",
            source:
              "https://docs.aws.amazon.com/sagemaker-unified-studio/latest/adminguide/AmazonSageMakerProvisioning.html",
          });
        const { trust } = wanted;
        if (trust === undefined) return;
        const statements = statementsOf(decodeURIComponent(live.AssumeRolePolicyDocument ?? "{}"));
        for (const service of trust.services)
          reportTrust({ wanted, arn: live.Arn ?? wanted.name, statements, trust, service }, place, notes);
      },
    );
  },
};

/** Roles of all accounts, each once: exact configurations name the same one again and again. */
function rolesOf({ stage, accounts, domain }: Landscape): { seen: SeenAccount; wanted: WantedRole }[] {
  return accounts.flatMap((seen) => {
    const byName = new Map(wantedRoles(stage, seen.account, domain).map((wanted) => [wanted.name, wanted]));
    return [...byName.values()].map((wanted) => ({ seen, wanted }));
  });
}

interface Trusting {
  readonly wanted: WantedRole;
  readonly arn: string;
  readonly statements: readonly PolicyStatement[];
  readonly trust: WantedTrust;
  readonly service: string;
}

function reportTrust({ wanted, arn, statements, trust, service }: Trusting, place: Place, notes: Notebook): void {
  const context = {
    "aws:sourceaccount": trust.sourceAccount,
    ...(trust.sourceArn === undefined ? {} : { "aws:sourcearn": trust.sourceArn }),
  };
  const calls = trust.actions.map((action): AskedCall => ({ caller: { service }, action, context }));
  const refused = calls.filter((call) => permits(statements, call) === "no");
  if (refused.length === 0) return;
  const missed = refused.flatMap((call) => missedConditions(statements, call));
  const [miss] = missed;
  const actions = refused.map(({ action }) => action).join(", ");
  const why =
    miss === undefined
      ? `its trust policy does not let ${service} call ${actions}`
      : `it lets ${service} call ${actions} where ${miss.key} is ${miss.values.join(", ")}, and ${service} calls with ${context[miss.key as keyof typeof context]}${miss.key === "aws:sourceaccount" && service.startsWith("datazone") ? ", the account that owns the domain" : ""}`;
  notes.found(place, {
    code: "ROLE_TRUST",
    what: `role ${arn}: ${why}`,
    cure:
      wanted.given === undefined
        ? "apply the stage: it puts the role's trust policy back"
        : `let ${service} call ${trust.actions.join(", ")} where aws:SourceAccount is ${trust.sourceAccount}`,
    source: service.startsWith("datazone")
      ? firstProject(5)
      : "https://docs.aws.amazon.com/sagemaker-unified-studio/latest/adminguide/query-execution-role.html",
  });
}
