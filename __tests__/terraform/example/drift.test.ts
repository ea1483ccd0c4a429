import { RemovePolicyGrantCommand } from "@aws-sdk/client-datazone";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { emulatorUrl } from "../../../sandbox/launcher/services";
import { unverifiedAuthorization } from "../../../packages/emulator/identity";
import { ByHand, describeExample, expectEnd, type ExampleLife } from "../../support/life";

/** Things that are changed by hand, by configuration keys of an organization that was applied. */
interface DriftTargets {
  readonly stage: string;
  readonly domainStage: string;
  /** Keys and ids of accounts. */
  readonly governance: readonly [string, string];
  readonly member: readonly [string, string];
  readonly profile: string;
  readonly pool: string;
  readonly blueprint: string;
  readonly unit: string;
  readonly project: string;
  /** Group that loses its right to create projects in the unit, and one that gets it without being asked for. */
  readonly loser: string;
  readonly intruder: string;
}

const targets: DriftTargets = {
  stage: "dev",
  domainStage: "shared",
  governance: ["data-governance", "100000000000"],
  member: ["finance-dev", "100000000011"],
  profile: "finance-analytics",
  pool: "finance",
  blueprint: "RedshiftServerless",
  unit: "finance",
  project: "marketing-campaigns",
  loser: "finance-engineers",
  intruder: "data-stewards",
};

const POLICY = "CREATE_PROJECT_FROM_PROJECT_PROFILE";
const FOREIGN_ACCOUNT = "999999999999";

/** Part of a report that the chapter reads. */
interface Report {
  readonly drift: readonly {
    readonly account: string;
    readonly resource: string;
    readonly change: string;
    readonly properties: readonly { readonly path: string; readonly live: unknown; readonly configured: unknown }[];
    readonly since?: string;
    readonly command?: string;
  }[];
  readonly pending: readonly unknown[];
  readonly undetectable: readonly { readonly what: string }[];
}

/**
 * Seven changes by hand at once, one report that shows all of them, one apply that repairs all but the grant that no
 * state knows, and the report's own command for that one.
 */
describeExample("drift", (life) => {
  const { stage, governance, member } = targets;
  const [governanceKey, governanceId] = governance;
  let ids: Ids;

  const drift = (exitCode: number, stacks: readonly string[] = []): { text: string; report: Report } => {
    const file = join(life.directory, ".smus", "drift-report.json");
    const only = stacks.flatMap((stack) => ["--stack", stack]);
    const text = expectEnd(life.npm("drift", ["--json", file, ...only], stage), exitCode);
    const { stages } = JSON.parse(readFileSync(file, "utf8")) as { stages: readonly Report[] };
    return { text, report: stages[0] };
  };
  const handOf = async (account: string): Promise<ByHand> =>
    new ByHand((await life.clients(account)).datazone, ids.domainId);

  it("reports seven changes by hand, each with its live and its configured value, and nothing else", async () => {
    ids = idsOf(life);
    const hand = await handOf(governanceId);
    await hand.describeProfile(ids.profile, "Edited in the console");
    await hand.addToPool(ids.pool, FOREIGN_ACCOUNT, "intruder");
    await (await handOf(member[1])).disableBlueprint(ids.blueprint);
    await hand.removeProfileFrom(ids.loser, ids.profile, ids.unit);
    await hand.addGrant({
      entityType: "DOMAIN_UNIT",
      entityIdentifier: ids.unit,
      policyType: POLICY,
      principal: { group: { groupIdentifier: ids.intruder } },
      detail: { createProjectFromProjectProfile: { projectProfiles: [ids.profile] } },
    });
    await hand.deleteProject(ids.project);
    await trustSomebodyElse(life, member[1]);

    const { text, report } = drift(2);
    const found = report.drift.map(({ account, resource, change, properties, since }) => ({
      where: `${account}: ${resource} ${change}`,
      since: since !== undefined,
      properties: properties.filter(({ path }) => !/^created|^desired_state$/.test(path)),
    }));
    const object = (kind: string, key: string) => `${kind} "${stage}/${key}"`;
    expect(found).toEqual(
      expect.arrayContaining([
        {
          where: `${governanceKey}: ${object("ProjectProfile", targets.profile)} changed`,
          since: true,
          properties: [
            { path: "description", live: "Edited in the console", configured: expect.stringMatching(/./) as string },
          ],
        },
        {
          where: `${governanceKey}: ${object("AccountPool", targets.pool)} changed`,
          since: true,
          properties: [
            {
              path: `source.accounts[${FOREIGN_ACCOUNT}]`,
              live: expect.objectContaining({ supportedRegions: ["us-east-1"] }) as object,
              configured: null,
            },
          ],
        },
        {
          where: `${member[0]}: ${object("BlueprintConfiguration", targets.blueprint)} deleted`,
          since: true,
          properties: [{ path: "exists", live: false, configured: true }],
        },
        {
          where: expect.stringMatching(`^${governanceKey}: PolicyGrant ${POLICY} DOMAIN_UNIT .* deleted$`) as string,
          since: true,
          properties: [{ path: "exists", live: false, configured: true }],
        },
        {
          where: `${governanceKey}: grant ${POLICY} on unit "${targets.unit}" added`,
          since: false,
          properties: [
            {
              path: "principal",
              live: { group: { groupIdentifier: `${targets.intruder} (${ids.intruder})` } },
              configured: null,
            },
            { path: "detail", live: expect.anything() as object, configured: null },
          ],
        },
        {
          where: `${governanceKey}: ${object("Project", targets.project)} deleted`,
          since: true,
          properties: [{ path: "exists", live: false, configured: true }],
        },
        {
          where: expect.stringMatching(`^${member[0]}: aws_iam_role "AmazonSageMakerProvisioning.* changed$`) as string,
          since: true,
          properties: expect.arrayContaining([
            {
              path: "assume_role_policy.Statement[0].Principal.AWS",
              live: `arn:aws:iam::${FOREIGN_ACCOUNT}:root`,
              configured: null,
            },
          ]) as object[],
        },
      ]),
    );
    // Members and data sources of the deleted project went with it, and so did the grants on the deleted configuration. The role that
    // asks for the project has its id in its name, and waits for the next one.
    const wentAlong =
      /ProjectMembership|DataSource|PolicyGrant \S+ ENVIRONMENT_BLUEPRINT_CONFIGURATION|aws_iam_role "example-asks-/;
    const others = found.filter(({ where }) => !wentAlong.test(where));
    expect(others).toHaveLength(7);
    expect(report.pending).toEqual([]);
    expect(report.undetectable.map(({ what }) => what)).toContain("global parameters of a blueprint");
    expect(text).toContain('description: live "Edited in the console"; configured ');
    expect(text).toContain("Cannot be seen, and may differ");
  });

  it("is repaired by one apply, but for the grant that nobody configured", () => {
    expectEnd(life.npm("apply", ["--auto-approve"], stage), 0);
    const { report } = drift(2);
    expect(report.drift.map(({ resource, change }) => `${resource} ${change}`)).toEqual([
      `grant ${POLICY} on unit "${targets.unit}" added`,
    ]);
  });

  it("is none when that grant is removed as its command says", async () => {
    const { report } = drift(2, [`${governanceKey}-profiles`]);
    const options = optionsOf(report.drift[0]?.command ?? "");
    const { datazone } = await life.clients(governanceId);
    await datazone.send(
      new RemovePolicyGrantCommand({
        domainIdentifier: options["domain-identifier"],
        entityType: options["entity-type"] as "DOMAIN_UNIT",
        entityIdentifier: options["entity-identifier"],
        policyType: options["policy-type"] as typeof POLICY,
        principal: JSON.parse(options["principal"] ?? "") as { group: { groupIdentifier: string } },
        grantIdentifier: options["grant-identifier"],
      }),
    );
    const { text, report: clean } = drift(0);
    expect(clean.drift).toEqual([]);
    expect(text).toContain(`${stage}: no drift`);
  });
});

type Ids = Record<"domainId" | "profile" | "pool" | "blueprint" | "unit" | "project" | "loser" | "intruder", string>;

/** Ids of the targets, as the outputs of the applied stacks say. */
function idsOf(life: ExampleLife): Ids {
  const output = (account: string, layer: string, name: string, stage = targets.stage): unknown => {
    const directory = join(life.directory, ".smus", "sandbox", "out", stage, "stacks", `${account}-${layer}`);
    const text = expectEnd(life.run("terraform", ["output", "-json", name], stage, {}, directory), 0);
    return JSON.parse(text.slice(text.search(/[{"]/))) as unknown;
  };
  const entry = (value: unknown, key: string): string => (value as Record<string, string>)[key] ?? "";
  const [governance] = targets.governance;
  const domain = (name: string): unknown => output(governance, "domain", name, targets.domainStage);
  const groups = domain("groupProfileIds");
  return {
    domainId: String(domain("domainId")),
    unit: entry(domain("domainUnitIds"), targets.unit),
    loser: entry(groups, targets.loser),
    intruder: entry(groups, targets.intruder),
    profile: entry(output(governance, "profiles", "projectProfileIds"), targets.profile),
    pool: entry(output(governance, "profiles", "accountPoolIds"), targets.pool),
    project: entry(output(governance, "projects", "projectIds"), targets.project),
    blueprint: entry(output(targets.member[0], "association", "blueprintIds"), targets.blueprint),
  };
}

/** Lets somebody else assume the provisioning role of an account. */
async function trustSomebodyElse(life: ExampleLife, accountId: string): Promise<void> {
  const { variables } = await life.clients(accountId);
  const iam = async (form: Record<string, string>): Promise<string> => {
    if (life.session === undefined) throw new Error("no sandbox is running");
    const response = await fetch(emulatorUrl(life.session), {
      method: "POST",
      headers: {
        authorization: unverifiedAuthorization(variables.AWS_ACCESS_KEY_ID, "us-east-1", "iam"),
        "content-type": "application/x-www-form-urlencoded",
      },
      body: new URLSearchParams({ Version: "2010-05-08", ...form }).toString(),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(text);
    return text;
  };
  const roles = await iam({ Action: "ListRoles", PathPrefix: "/service-role/" });
  const [, RoleName = ""] = /<RoleName>(AmazonSageMakerProvisioning[^<]*)</.exec(roles) ?? [];
  const Principal = { AWS: `arn:aws:iam::${FOREIGN_ACCOUNT}:root` };
  const Statement = [{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }];
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
  await iam({ Action: "UpdateAssumeRolePolicy", RoleName, PolicyDocument });
}

/** Options of an `aws` command line, as a shell reads them. */
function optionsOf(command: string): Record<string, string> {
  const found = [...command.matchAll(/--([\w-]+)=(?:'([^']*)'|(\S+))/g)];
  return Object.fromEntries(found.map(([, name, quoted, plain]) => [name, quoted ?? plain]));
}
