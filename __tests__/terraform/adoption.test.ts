import { RAMClient } from "@aws-sdk/client-ram";
import { PutDataLakeSettingsCommand } from "@aws-sdk/client-lakeformation";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { emulatorUrl } from "../../sandbox/launcher/services";
import {
  DomainBuilder,
  memberRoles,
  REGION,
  type BuiltDomain,
  type CatalogOffice,
} from "../support/adoption/build-domain";
import { buildGit } from "../support/adoption/build-git";
import { admitRole, SourcesBuilder } from "../support/adoption/build-sources";
import { accountsWithDomain, READER } from "../support/adoption/existing-accounts";
import type { StageOutcome } from "../../runner";
import { changesOf, describeLife, expectEnd, Life, Programs } from "../support/life";

const SHARED = { governance: "600000000001", dev: "600000000011", prod: "600000000012" };
const STRICT = {
  "strict-dev": { governance: "600000000101", member: "600000000111" },
  "strict-prod": { governance: "600000000201", member: "600000000211" },
};
/** Calls that change something; the control-plane function's own creation and its ledger are other services. */
const WRITES = /^(Create|Update|Put|Delete|Add|Remove|Tag|Untag|Associate|Disassociate)/;

/**
 * Domains that were built by direct API calls, taken over: read by `npm run adopt`, planned without a replacement or a
 * destroy, applied without a write to what they consist of, and planned again to nothing.
 */
describeLife("adopting existing domains", () => {
  let life: Life;
  let programs: Programs;

  const hands = async (account: string) => {
    const { datazone, variables } = await life.clients(account);
    const credentials = {
      accessKeyId: variables.AWS_ACCESS_KEY_ID,
      secretAccessKey: variables.AWS_SECRET_ACCESS_KEY,
      sessionToken: variables.AWS_SESSION_TOKEN,
    };
    return {
      datazone,
      ram: new RAMClient({ region: REGION, endpoint: emulatorUrl(life.sandbox.addresses), credentials }),
    };
  };
  const build = async (
    name: string,
    [governance, ...members]: string[],
    office?: CatalogOffice,
  ): Promise<BuiltDomain> => {
    await accountsWithDomain(emulatorUrl(life.sandbox.addresses), governance, members);
    const git = await buildGit(emulatorUrl(life.sandbox.addresses), governance, REGION);
    const built = await new DomainBuilder(name, governance, members, hands, office).build();
    await life.finishHandshake(git["company-gitlab"]);
    const place = {
      domainId: built.id,
      projectId: Object.values(built.projects)[0],
      account: members[0],
      region: REGION,
    };
    const { datazone } = await hands(governance);
    await new SourcesBuilder(place, datazone).repository(git["company-gitlab"], "finance/bi/reports");
    // The log shows writes as writes: without this, an empty list of them would prove nothing.
    expect(await writesSince(new Date(0))).toEqual(
      expect.arrayContaining([
        `CreateDomain ${governance}`,
        `AssociateResourceShare ${governance}`,
        `CreateHost ${governance}`,
      ]),
    );
    for (const member of members) {
      const { lakeFormation } = await life.clients(member);
      const DataLakeAdmins = Object.values(memberRoles(member)).map((arn) => ({ DataLakePrincipalIdentifier: arn }));
      await lakeFormation.send(new PutDataLakeSettingsCommand({ DataLakeSettings: { DataLakeAdmins } }));
    }
    return built;
  };
  const adopt = (domain: BuiltDomain, governance: string, ...args: string[]): string =>
    expectEnd(
      programs.npm("adopt", [
        ...["--domain", domain.id, "--region", REGION, "--governance-account", governance],
        ...["--output", life.sandbox.environmentsDirectory, "--prefix", "adopted"],
        ...["--role", READER, ...args],
      ]),
      0,
    );
  const clear = (): void => {
    const directory = life.sandbox.environmentsDirectory;
    for (const name of readdirSync(directory)) rmSync(join(directory, name), { recursive: true });
  };

  /** Calls that changed something in the domain or its shares. */
  const writesSince = async (since: Date): Promise<string[]> =>
    (await life.calls(since, WRITES))
      .filter(({ service }) => ["codeconnections", "datazone", "ram"].includes(service))
      .map(({ operation, account }) => `${operation} ${account}`);

  const bootstrap = async (stage: string): Promise<void> => {
    await life.sandbox.prepareAccounts(); // now that there are stage files, of which the roles' policies follow
    await life.mustBootstrap({ stage });
  };

  /** Applies a stage and proves from plans and from the service's log that nothing that existed was written to. */
  const applyWithoutWrites = async (stage: string): Promise<StageOutcome> => {
    await bootstrap(stage);
    const since = new Date();
    const outcome = await life.mustApply({ stage });
    const changes = Object.values(changesOf(outcome)).flat();
    expect(changes.filter((change) => !/^(create|import) /.test(change))).toEqual([]);
    expect(await writesSince(since)).toEqual([]);
    const reasons = outcome.stacks.flatMap(({ stack }) => reasonsOf(life, stack, stage));
    expect(reasons.filter((reason) => reason !== "does not exist" && !reason.endsWith(" as it is"))).toEqual([]);
    expect(reasons.filter((reason) => reason.startsWith("adopts ")).length).toBeGreaterThan(8);
    await life.expectEmptyPlan({ stage });
    return outcome;
  };

  /** Kinds of control-plane objects that the states of a stage hold. */
  const adoptedObjects = (stage: string): string[] => {
    const stacks = ["domain", "projects", "catalog", "inventory"].map((layer) => `governance-${layer}`);
    const inputs = stacks.flatMap((stack) => [
      ...life.terraform(stack, ["show", "-json"], stage).matchAll(/\\"kind\\":\\"(\w+)\\"/g),
    ]);
    return [...new Set(inputs.map(([, kind]) => kind))];
  };

  beforeAll(async () => {
    // Only to open the sandbox: the files come from `npm run adopt`.
    const placeholder = {
      governanceAccount: "g",
      accounts: { g: { id: SHARED.governance } },
      domain: { name: "x", region: REGION },
    };
    life = await Life.begin({ main: placeholder });
    programs = new Programs(life);
    clear();
  });
  afterAll(() => life?.end());

  describe("one domain for all stages", () => {
    it("writes a stage that owns the domain and stages that join it", async () => {
      const domain = await build("company", [SHARED.governance, SHARED.dev, SHARED.prod]);
      const text = adopt(domain, SHARED.governance, "--stage", `dev=${SHARED.dev}`, "--stage", `prod=${SHARED.prod}`);
      expect(text).toContain("shared.ts: adopts the domain and ");
      // Nobody has made the roles members of projects. One owner of the vocabulary, one stage of the domain, and the last
      // revision of a form: more a configuration cannot say.
      expect(leftBy(text)).toEqual([
        expect.stringMatching(/^Git connections "pipelines" of account /),
        expect.stringMatching(/^connections and data sources of projects "project-chosen-11", .*"project-fixed-12"$/),
        'members of project "Data office"',
        'asset type "Dashboard"',
        expect.stringMatching(/^rule "One project says it too" /),
      ]);
    });

    it.each(["shared", "dev", "prod"])(
      "adopts stage %s without a write, and plans nothing afterwards",
      async (stage) => {
        await applyWithoutWrites(stage);
      },
    );
  });

  describe("one domain per stage", () => {
    beforeAll(clear);

    it.each(["strict-dev", "strict-prod"] as const)(
      "adopts the domain of stage %s without a write, and plans nothing afterwards",
      async (stage) => {
        const { governance, member } = STRICT[stage];
        const domain = await build(stage, [governance, member], "a project with a profile");
        const args = ["--stage", `${stage}=${member}`, "--domain-stage", stage];
        const before = leftBy(adopt(domain, governance, ...args));
        expect(before).toEqual([
          expect.stringMatching(/^Git connections "pipelines" of account /),
          expect.stringMatching(/^connections and data sources of projects "project-chosen-11", "project-fixed-11"$/),
          'asset type "Dashboard"',
          expect.stringMatching(/^vocabulary of project "project-fixed-11" \(3 glossaries, 3 forms, 1 asset types, /),
        ]);

        // As the report says: the function's role comes into being, and becomes an owner of the projects; so does the reader's.
        await bootstrap(stage);
        await life.mustApply({ stage, stacks: ["governance-foundation"] });
        const { datazone } = await hands(governance);
        for (const role of ["adopted-control-plane", READER])
          await admitRole(
            datazone,
            domain.id,
            `arn:aws:iam::${governance}:role/${role}`,
            Object.values(domain.projects),
          );
        expect(leftBy(adopt(domain, governance, ...args, "--force"))).toEqual([
          expect.stringMatching(/^Git connections "pipelines" of account /),
          'asset type "Dashboard"',
        ]);
        // Now that the files have a connection to a repository, the function may use Git connections: a change of its own role.
        await life.mustApply({ stage, stacks: ["governance-foundation"] });
        const { stacks } = await applyWithoutWrites(stage);
        // One that exists under a condition has an index in its address, and is told like the others.
        const repository = stacks
          .flatMap(({ changes }) => changes)
          .find(({ address }) => /^aws_lambda_invocation\..*_Connection_code_\w+\[0\]$/.test(address));
        expect(repository?.differences).toMatch(/ as it is$/);
        expect(adoptedObjects(stage)).toEqual(
          expect.arrayContaining(["Connection", "DataSource", "GlossaryTerm", "AssetTypeGrant", "MetadataRule"]),
        );
      },
    );
  });

  it("never sends what the service would not understand", () => life.expectNoViolations());
});

/** Objects that the command says it has left. */
function leftBy(text: string): string[] {
  const [, list = ""] = text.split("Not adopted:\n");
  return list.split("\n").flatMap((line) => /^ {2}(.+?): /.exec(line)?.[1] ?? []);
}

/** Reasons for which the control-plane objects of a stack are written, as its saved plan says. */
function reasonsOf(life: Life, stack: string, stage: string): string[] {
  const changes = life.show(stack, stage).resource_changes ?? [];
  return changes.flatMap(({ address, mode, change }) => {
    const input = change.after?.["input"];
    if (mode !== "managed" || !address.startsWith("aws_lambda_invocation.") || typeof input !== "string") return [];
    return [(JSON.parse(input) as { reason: string }).reason];
  });
}
