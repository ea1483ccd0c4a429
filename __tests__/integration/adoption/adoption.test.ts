import { DataZoneClient, DeleteConnectionCommand } from "@aws-sdk/client-datazone";
import { LakeFormationClient, PutDataLakeSettingsCommand } from "@aws-sdk/client-lakeformation";
import { RAMClient } from "@aws-sdk/client-ram";
import {
  mapOrganization,
  outputFiles,
  readingPermissions,
  readLiveDomain,
  splitStages,
  type AccountClients,
  type LiveDomain,
} from "../../../adoption";
import { fitToRules } from "../../../adoption/fitting";
import type { LiveAccount } from "../../../adoption/live";
import { refusable } from "../../../adoption/mapping";
import { CodeConnectionsReader } from "../../../aws/clients/code-connections";
import { problemsWith } from "../../../adoption/writing/output";
import { Clients } from "../../../functions/control-plane/clients";
import { emulatorCredentials, startEmulator, type Emulator } from "../../../packages/emulator";
import { finishHandshake } from "../../../packages/emulator/services/codeconnections/handshake";
import type { DataZoneState } from "../../../packages/emulator/services/datazone/model";
import { DomainBuilder, memberRoles, REGION, type BuiltDomain } from "../../support/adoption/build-domain";
import { buildGit } from "../../support/adoption/build-git";
import { admitRole, SourcesBuilder } from "../../support/adoption/build-sources";
import { firstReads } from "../../support/adoption/first-reads";
import { stagesOf, synthesizeStage } from "../../support/stages";

const GOVERNANCE = "600000000001";
const DEV = "600000000011";
const PROD = "600000000012";
const FUNCTION_ROLE = `arn:aws:iam::${GOVERNANCE}:role/smus-control-plane`;

/** Reads a domain that was built by direct API calls on an emulator, and describes it as configuration. */
describe("adopting a domain that was built by hand", () => {
  let emulator: Emulator;
  let built: BuiltDomain;
  let live: LiveDomain;
  let git: Record<string, string>;

  const clientsOf = (account: string) => {
    const config = { endpoint: emulator.url, region: REGION, credentials: emulatorCredentials(account, "admin") };
    const lakeFormation = (region: string) => new LakeFormationClient({ ...config, region });
    const { credentials, endpoint } = config;
    const codeConnections = new CodeConnectionsReader({ credentials, endpoint, region: () => Promise.resolve(REGION) });
    return { datazone: new DataZoneClient(config), ram: new RAMClient(config), lakeFormation, codeConnections };
  };
  /** IAM is moto's, which needs Python: here it answers from a list. */
  const access = (account: string): Promise<AccountClients> => {
    const roleOf = { Role: { Arn: `arn:aws:iam::${account}:role/service-role/AmazonSageMakerQueryExecution` } };
    const missing = Object.assign(new Error("no such role"), {
      name: "NoSuchEntityException",
      $metadata: { httpStatusCode: 404 },
    });
    const iam = {
      send: (command: { input: { RoleName: string } }) =>
        command.input.RoleName === "AmazonSageMakerQueryExecution" ? Promise.resolve(roleOf) : Promise.reject(missing),
    };
    return Promise.resolve({ ...clientsOf(account), iam } as unknown as AccountClients);
  };
  const read = (without: readonly string[] = []) =>
    readLiveDomain({ domainId: built.id, governanceAccountId: GOVERNANCE, furtherAccounts: [], without, access });
  const map = (stage: readonly string[] | undefined, domainStage?: string) => {
    const members = live.accounts.map(({ id }) => id).filter((id) => id !== GOVERNANCE);
    return mapOrganization(live, splitStages({ stage, domainStage }, GOVERNANCE, members), {});
  };

  beforeAll(async () => {
    emulator = await startEmulator({ validate: false, delays: { domain: 0, project: 10, cloudControl: 0, share: 0 } });
    const hands = (account: string) => Promise.resolve(clientsOf(account));
    built = await new DomainBuilder("by-hand", GOVERNANCE, [DEV, PROD], hands).build();
    for (const account of [DEV, PROD]) {
      const { provisioning, manageAccess } = memberRoles(account);
      const admins = account === DEV ? [provisioning, manageAccess] : [provisioning];
      const DataLakeAdmins = admins.map((arn) => ({ DataLakePrincipalIdentifier: arn }));
      const settings = new PutDataLakeSettingsCommand({ DataLakeSettings: { DataLakeAdmins } });
      await clientsOf(account).lakeFormation(REGION).send(settings);
    }
    git = await buildGit(emulator.url, GOVERNANCE, REGION);
    const { id, projects } = built;
    await admitRole(clientsOf(GOVERNANCE).datazone, id, FUNCTION_ROLE, Object.values(projects));
    live = await read();
  });
  afterAll(() => emulator?.stop());

  it("finds every account through shares, pools and profiles, and sends reads only", () => {
    expect(live.accounts.map(({ id }) => id)).toEqual([GOVERNANCE, DEV, PROD]);
  });

  it("reads the category of custom blueprints, which the SDK drops", async () => {
    const { blueprints } = emulator.store.state<DataZoneState>("datazone", GOVERNANCE, REGION, () => ({ domains: {} }))
      .domains[built.id];
    const custom = [
      { id: "custom1", name: "our foundation", custom: true as const, category: "TOOLING" },
      { id: "custom2", name: "our lake", custom: true as const },
    ];
    blueprints.push(...custom);
    const { customBlueprints, blueprints: managed } = await read();
    blueprints.splice(-custom.length);
    expect(customBlueprints).toEqual(
      new Map([
        ["custom1", { name: "our foundation", category: "TOOLING" }],
        ["custom2", { name: "our lake" }],
      ]),
    );
    expect([...managed.values()]).not.toContain("our lake");
  });

  it("sends in each account what the printed policy for it allows, and every action of the policy somewhere", async () => {
    const sent: { readonly account: string; readonly action: string }[] = [];
    const noting = (account: string, service: string, client: object) => ({
      send: (command: object) => {
        sent.push({ account, action: `${service}:${command.constructor.name.replace(/Command$/, "")}` });
        return (client as { send(sent: object): Promise<unknown> }).send(command);
      },
    });
    const noted = async (account: string) => {
      const clients = await access(account);
      return {
        datazone: noting(account, "datazone", clients.datazone),
        ram: noting(account, "ram", clients.ram),
        iam: noting(account, "iam", clients.iam),
        lakeFormation: (region: string) => noting(account, "lakeformation", clients.lakeFormation(region)),
        codeConnections: new Proxy(clients.codeConnections, {
          get: (target, name: "listHosts" | "listConnections" | "listTagsForResource") => {
            sent.push({ account, action: `codeconnections:${name.charAt(0).toUpperCase()}${name.slice(1)}` });
            return target[name].bind(target);
          },
        }),
      } as unknown as AccountClients;
    };
    const options = { domainId: built.id, governanceAccountId: GOVERNANCE, furtherAccounts: [], without: [] };
    await readLiveDomain({ ...options, access: noted });

    const { governance, member } = readingPermissions({ partition: "aws", region: REGION });
    const refused = sent.filter(
      ({ account, action }) =>
        !(account === GOVERNANCE ? governance : member).some((permission) => permission.action === action),
    );
    expect(refused).toEqual([]);
    const calls = new Set(sent.map(({ action }) => action));
    // A profile that only a grant or an owner names is asked for by its id; this domain has none. DataZone itself uses the key,
    // and Git connections of the service's former name are older than this domain.
    const uncalled = governance.map(({ action }) => action).filter((action) => !calls.has(action));
    expect([...new Set(uncalled)]).toEqual([
      "codestar-connections:ListTagsForResource",
      "datazone:GetUserProfile",
      "kms:Decrypt",
      "kms:DescribeKey",
    ]);
  });

  it.each([
    ["one stage", undefined, undefined, ["main"]],
    ["a stage for the domain and two that join", [`dev=${DEV}`, `prod=${PROD}`], undefined, ["shared", "dev", "prod"]],
  ])("writes files for %s that the configuration check accepts", (_what, stage, domainStage, names) => {
    const organization = map(stage, domainStage);
    expect(organization.stages.map(({ name }) => name)).toEqual(names);
    expect(problemsWith("/nonexistent", outputFiles(organization, live))).toEqual([]);
  });

  it.each([
    ["one stage", undefined],
    ["a stage for the domain and two that join", [`dev=${DEV}`, `prod=${PROD}`]],
  ])("describes as %s what the control-plane function finds to be as it is", async (_what, stage) => {
    const organization = map(stage);
    const inputs = organization.stages.map(
      ({ name, environment, adopt }) => [name, { ...environment, adopt }] as const,
    );
    const stages = stagesOf(Object.fromEntries(inputs));
    const functionClients = (account: string) =>
      new Clients({ endpoint: emulator.url, region: REGION, credentials: emulatorCredentials(account, "admin") });
    const users = live.users.map(({ id, identifier, type }) => [`${identifier},${live.id},${type}`, id] as const);
    const reads = await firstReads(
      stages.map((each) => synthesizeStage(each, stages)),
      functionClients,
      new Map(users),
    );
    const reasons = [...reads].map(([address, { reason }]) => `${address}: ${reason}`);
    expect(reasons.length).toBeGreaterThan(40);
    const proofs = reasons.filter((reason) => reason.includes("/AssociationProof_"));
    expect(reasons.filter((reason) => !proofs.includes(reason) && !/: adopts \S+ as it is$/.test(reason))).toEqual([]);
  });

  it("writes no id of a profile's configuration, which the next update makes another", () => {
    const ids = live.profiles.flatMap(({ configurations }) => configurations.map(({ id = "" }) => id));
    const text = JSON.stringify(outputFiles(map(undefined), live));
    expect(ids.length).toBeGreaterThan(3);
    expect(ids.filter((id) => id === "" || text.includes(id))).toEqual([]);
  });

  it("writes the same text when it reads the domain again", async () => {
    const again = await read();
    const split = splitStages({}, GOVERNANCE, [DEV, PROD]);
    expect(outputFiles(mapOrganization(again, split, {}), again)).toEqual(outputFiles(map(undefined), live));
  });

  it("only reads", async () => {
    const before = emulator.log.list().length;
    await read();
    const operations = emulator.log
      .list()
      .slice(before)
      .map(({ operation }) => operation);
    expect(operations.length).toBeGreaterThan(20);
    expect(operations.filter((operation) => !/^(Get|List|Search)/.test(operation))).toEqual([]);
  });

  it("gives what the account explains no settings, and what it does not explain exact ones", () => {
    const { accounts } = map([`dev=${DEV}`, `prod=${PROD}`]).stages[1].environment;
    const { blueprints = {}, roles } = accounts["member-11"];
    expect(blueprints.Tooling).toEqual({});
    expect(blueprints.LakehouseCatalog).toEqual({});
    expect(blueprints.DataLake?.exactly?.regionalParameters?.[REGION]?.S3Location).toBe(`s3://our-lake-${DEV}/data`);
    expect(roles?.queryExecutionRoleArn).toBe(`arn:aws:iam::${DEV}:role/service-role/AmazonSageMakerQueryExecution`);
  });

  it("leaves a domain without a key and with its own tags as it is", () => {
    expect(map(undefined).stages[0].environment.domain).toMatchObject({
      kmsKeyArn: "aws-owned",
      tags: { owner: "data-office" },
      defaultTags: false,
      adoptDomainId: built.id,
    });
  });

  it("adopts administrators of a data lake only where both roles are some, and says so", () => {
    const organization = map(undefined);
    const { adopt, environment } = organization.stages[0];
    expect(adopt[`DataLakeAdministrators/member-11/${REGION}`]).toBe(`${DEV}|${REGION}`);
    expect(adopt).not.toHaveProperty([`DataLakeAdministrators/member-12/${REGION}`]);
    expect(environment.accounts["member-12"].lakeFormation).toBe(false);
    const administrators = organization.remarks.filter(({ subject }) => subject.startsWith("Lake Formation"));
    expect(administrators.map(({ subject }) => subject)).toEqual([`Lake Formation administrators of account ${PROD}`]);
  });

  it("adopts a curated catalogue with what is granted on its types, but for what has an earlier revision of a form", () => {
    const { stages, remarks } = map(undefined);
    const { environment, adopt } = stages[0];
    const adopted = (kind: string) => Object.keys(adopt).filter((address) => address.startsWith(`${kind}/`));
    expect(adopted("Glossary").length).toBe(3);
    expect(adopted("GlossaryTerm").length).toBe(7);
    expect(adopted("FormType").length).toBe(3);
    expect(adopted("MetadataRule").length).toBe(4);
    expect(adopted("AssetType")).toEqual(["AssetType/report"]);
    const { glossaries } = environment.catalog ?? {};
    expect(glossaries?.confidentiality.governed).toBe(true);
    expect(glossaries?.["business-terms"].terms).toMatchObject({
      customer: { isA: ["business-terms/person"] },
      person: { isA: ["business-terms/party"] },
      partner: { status: "DISABLED", isA: ["business-terms/party"] },
    });
    const { grants = {} } = environment.domain as { grants?: Record<string, { policy: string; unit?: string }> };
    const uses = Object.entries(grants).filter(([, { policy }]) => policy === "USE_ASSET_TYPE");
    expect(uses.map(([, { unit }]) => unit).sort()).toEqual(["finance", "reporting", undefined]);
    for (const [key] of uses) expect(adopt).toHaveProperty([`PolicyGrant/domain.grants/${key}`]);
    const left = remarks.filter(({ subject }) => /^(asset type|rule|form|glossary|grant)/.test(subject));
    expect(left).toEqual([
      {
        subject: 'asset type "Dashboard"',
        reason: 'it has an earlier revision of form "Retention", and a configuration knows the last one only',
        step: expect.stringContaining("save it with the form's last revision in the portal") as string,
      },
    ]);
  });

  it("adopts connections and data sources that people have made, and none that environments bring", () => {
    const { environment, adopt } = map(undefined).stages[0];
    const { connections = {}, dataSources = {} } = environment.projects?.["project-fixed-11"] ?? {};
    const secret = `arn:aws:secretsmanager:${REGION}:${DEV}:secret:sales-AbCdEf`;
    expect(connections).toEqual({
      archive: {
        name: "archive",
        location: { accountId: DEV, region: "eu-central-1" },
        s3: { uri: "s3://amazon-sagemaker-archive/2025" },
      },
      ledger: {
        name: "ledger",
        description: "The old books",
        glue: {
          type: "MYSQL",
          connectionProperties: { HOST: "ledger.example.com", PORT: "3306", DATABASE: "books" },
          network: { subnetIds: ["subnet-0123456789abcdef0"], securityGroupIds: ["sg-0123456789abcdef0"] },
          authentication: { type: "BASIC", secretArn: secret },
        },
      },
      warehouse: {
        name: "warehouse",
        description: "Closing figures",
        redshift: {
          storage: { workgroupName: "sales" },
          databaseName: "sales",
          credentialsSecretArn: secret,
          lineageSync: { enabled: true, cron: "cron(0 4 * * ? *)" },
        },
      },
    });
    expect(dataSources).toEqual({
      cohorts: {
        name: "Cohorts",
        connection: "warehouse",
        enabled: false,
        generateBusinessNames: true,
        redshift: {
          filters: [{ database: "sales", schema: "cohorts" }],
          storage: { workgroupName: "sales" },
          credentialsSecretArn: secret,
        },
      },
      orders: {
        name: "Orders",
        description: "What is bought",
        publishOnImport: true,
        schedule: { cron: "cron(0 5 * * ? *)", timeZone: "EUROPE_ZURICH" },
        forms: [
          {
            name: "Terms",
            type: "amazon.datazone.SubscriptionTermsFormType",
            revision: "1",
            content: { value: "internal use" },
          },
        ],
        glue: {
          filters: [{ database: "sales", include: ["order*"], exclude: ["*_tmp"] }, { database: "returns" }],
          importDataQuality: true,
        },
      },
    });
    const { sources } = live.projects.find(({ name }) => name === "project-fixed-11")!;
    const ids = [...sources.connections, ...sources.dataSources].map(({ id }) => id);
    const adopted = Object.entries(adopt).filter(([address]) =>
      /^(Connection|DataSource)\/project-fixed-11\//.test(address),
    );
    expect(adopted.map(([, id]) => id).sort()).toEqual(ids.sort());
    expect(Object.values(sources.connectionNames).sort()).toEqual(["archive", "ledger", "project.iam", "warehouse"]);
  });

  it("adopts the Git connections that projects use with their host and tags, and names those of others", () => {
    const { stages, remarks } = map([`dev=${DEV}`, `prod=${PROD}`]);
    expect(stages[0].environment.git).toEqual({
      hosts: {
        "company-git-lab": {
          name: "Company GitLab",
          provider: "GitLabSelfManaged",
          endpoint: "https://gitlab.example.com",
          vpc: {
            vpcId: "vpc-0123456789abcdef0",
            subnetIds: ["subnet-0123456789abcdef0"],
            securityGroupIds: ["sg-0123456789abcdef0"],
          },
          defaultTags: false,
        },
      },
      connections: {
        "company-gitlab": {
          host: "company-git-lab",
          name: "company-gitlab",
          tags: { owner: "platform" },
          defaultTags: false,
        },
      },
    });
    expect(stages[0].adopt).toMatchObject({
      "GitHost/company-git-lab": git["Company GitLab"],
      "GitConnection/company-gitlab": git["company-gitlab"],
    });
    expect(stages[1].environment).not.toHaveProperty("git");
    const left = remarks.filter(({ subject }) => subject.startsWith("Git"));
    expect(left.map(({ subject }) => subject)).toEqual([`Git connections "pipelines" of account ${GOVERNANCE}`]);
  });

  it("adopts a connection to a repository, by the key of its Git connection, and leaves one whose Git connection is left", async () => {
    const place = { domainId: built.id, projectId: built.projects["project-fixed-11"], account: DEV, region: REGION };
    finishHandshake(emulator.store, { connection: "company-gitlab" });
    const { datazone } = clientsOf(GOVERNANCE);
    const identifier = await new SourcesBuilder(place, datazone).repository(
      git["company-gitlab"],
      "finance/bi/reports",
    );
    const withRepository = await read();
    await datazone.send(new DeleteConnectionCommand({ domainIdentifier: built.id, identifier }));
    const split = splitStages({}, GOVERNANCE, [DEV, PROD]);
    const { stages, remarks } = mapOrganization(withRepository, split, {});
    expect(stages[0].environment.projects?.["project-fixed-11"].connections?.code).toEqual({
      name: "code",
      description: "What the reports are made of",
      git: { connection: "company-gitlab", repository: "finance/bi/reports", branch: "develop" },
    });
    expect(stages[0].adopt).toMatchObject({ "Connection/project-fixed-11/code": identifier });
    expect(remarks.filter(({ subject }) => subject.includes('"code"'))).toEqual([]);

    const refused = new Map([[refusable("GitConnection", git["company-gitlab"]), "a rule says so"]]);
    const other = mapOrganization(withRepository, split, {}, refused);
    expect(other.stages[0].environment.projects?.["project-fixed-11"].connections).not.toHaveProperty("code");
    expect(other.remarks.filter(({ subject }) => subject.includes('"code"'))).toMatchObject([
      { reason: "its Git connection is not adopted" },
    ]);
  });

  it("adopts a Git connection that only a profile names, without enabling it for projects", () => {
    const [profile, ...others] = live.profiles;
    const [tooling, ...rest] = profile.configurations;
    const named = { parameterOverrides: [{ name: "gitConnectionArn", value: git.pipelines, isEditable: false }] };
    const profiles = [
      { ...profile, configurations: [{ ...tooling, configurationParameters: named }, ...rest] },
      ...others,
    ];
    const split = splitStages({}, GOVERNANCE, [DEV, PROD]);
    const { stages } = mapOrganization({ ...live, profiles }, split, {});
    expect(stages[0].environment.git?.connections?.pipelines).toEqual({
      provider: "GitHub",
      name: "pipelines",
      useInProjects: false,
      defaultTags: false,
    });
  });

  it("adopts the vocabulary of a project that the function is a member of, and leaves that of another as a whole", () => {
    const office = live.projects.find(({ name }) => name === "project-fixed-11")!;
    const owned = <T extends object>(items: readonly T[]) => items.map((item) => ({ ...item, projectId: office.id }));
    const { glossaries, forms, assetTypes, rules } = live.catalog;
    const catalog = { glossaries: owned(glossaries), forms: owned(forms), assetTypes: owned(assetTypes), rules };
    const split = splitStages({}, GOVERNANCE, [DEV, PROD]);
    const joined = mapOrganization({ ...live, catalog }, split, {});
    expect(joined.stages[0].environment.catalog?.owner).toEqual({ project: "project-fixed-11" });
    expect(problemsWith("/nonexistent", outputFiles(joined, live))).toEqual([]);

    const projects = live.projects.map((project) => (project.id === office.id ? { ...project, members: [] } : project));
    const { stages, remarks } = mapOrganization({ ...live, catalog, projects }, split, {});
    expect(stages[0].environment).not.toHaveProperty("catalog");
    expect(Object.keys(stages[0].adopt).filter((address) => /^(Glossary|FormType|MetadataRule)/.test(address))).toEqual(
      [],
    );
    const left = remarks.filter(({ subject }) => subject.startsWith("vocabulary"));
    expect(left).toEqual([
      {
        subject: 'vocabulary of project "project-fixed-11" (3 glossaries, 3 forms, 1 asset types, 4 rules)',
        reason: expect.stringContaining("the control-plane function is no member of the project") as string,
        step: expect.stringContaining(`make ${FUNCTION_ROLE} an owner of the project`) as string,
      },
    ]);
    expect(problemsWith("/nonexistent", outputFiles({ stages, remarks }, live))).toEqual([]);
  });

  it("says of a project that the control-plane function is no member of what follows, and goes on", () => {
    const projects = live.projects.map((project) => ({ ...project, members: [] }));
    const split = splitStages({}, GOVERNANCE, [DEV, PROD]);
    const { stages, remarks } = mapOrganization({ ...live, projects }, split, {});
    expect(stages[0].environment.projects?.["project-fixed-11"]).not.toHaveProperty("connections");
    expect(Object.keys(stages[0].adopt).filter((address) => /^(Connection|DataSource)/.test(address))).toEqual([]);
    expect(remarks.filter(({ subject }) => subject.startsWith("connections"))).toEqual([
      {
        subject:
          'connections and data sources of project "project-fixed-11" ("archive", "ledger", "warehouse", "Cohorts", "Orders")',
        reason: expect.stringContaining("NOT_A_MEMBER") as string,
        step: expect.stringContaining(`make ${FUNCTION_ROLE} an owner of the project`) as string,
      },
    ]);
  });

  it("says which projects the role that reads does not see the connections of, in one line", async () => {
    const stranger = async (account: string) => {
      const credentials = emulatorCredentials(account, "reader");
      const datazone = new DataZoneClient({ endpoint: emulator.url, region: REGION, credentials });
      return { ...(await access(account)), datazone } as unknown as AccountClients;
    };
    const options = { domainId: built.id, governanceAccountId: GOVERNANCE, furtherAccounts: [], without: [] };
    const found = await readLiveDomain({ ...options, access: stranger });
    const { stages, remarks } = mapOrganization(found, splitStages({}, GOVERNANCE, [DEV, PROD]), {});
    expect(Object.keys(stages[0].environment.projects ?? {})).toHaveLength(4);
    const left = remarks.filter(({ subject }) => subject.startsWith("connections"));
    expect(left).toHaveLength(1);
    expect(left[0].subject).toBe(
      'connections and data sources of projects "project-chosen-11", "project-chosen-12", "project-fixed-11", "project-fixed-12"',
    );
    expect(left[0].reason).toContain("User is not permitted to perform operation: ListConnections");
    expect(left[0].step).toContain("make that role a member");
  });

  it("leaves out a connection that the rules refuse, and what reads through it, and keeps the project", () => {
    const split = splitStages({}, GOVERNANCE, [DEV, PROD]);
    const projects = live.projects.map((project) => ({
      ...project,
      sources: {
        ...project.sources,
        connections: project.sources.connections.map((connection) =>
          connection.name === "warehouse"
            ? { ...connection, properties: { ...connection.properties, credentials: { secretArn: "sales" } } }
            : connection,
        ),
      },
    }));
    const { organization, problems } = fitToRules(
      (refusals) => mapOrganization({ ...live, projects }, split, {}, refusals),
      (candidate) => problemsWith("/nonexistent", outputFiles(candidate, live)),
    );
    expect(problems).toEqual([]);
    const project = organization.stages[0].environment.projects?.["project-fixed-11"];
    expect(Object.keys(project?.connections ?? {})).toEqual(["archive", "ledger"]);
    expect(Object.keys(project?.dataSources ?? {})).toEqual(["orders"]);
    expect(organization.remarks.map(({ subject, reason }) => `${subject}: ${reason}`)).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^connection "warehouse" of project .*credentialsSecretArn/),
        expect.stringMatching(/^data source "Cohorts" of project .*: its connection "warehouse" is not adopted$/),
      ]),
    );
  });

  it("leaves a rule for a project of a stage that joins", () => {
    const { remarks } = map([`dev=${DEV}`, `prod=${PROD}`]);
    const rules = remarks.filter(({ subject }) => subject.startsWith("rule"));
    expect(rules.map(({ reason }) => reason)).toEqual(["it names something that the stage does not adopt"]);
    expect(rules[0].subject).toContain("One project says it too");
  });

  it("lists what spans stages, with what hangs on it, instead of adopting it", () => {
    const pool = live.pools[0];
    const mixed: LiveDomain = {
      ...live,
      pools: [{ ...pool, accounts: [...(pool.accounts ?? []), ...(live.pools[1].accounts ?? [])] }, live.pools[1]],
    };
    const split = splitStages({ stage: [`dev=${DEV}`, `prod=${PROD}`] }, GOVERNANCE, [DEV, PROD]);
    const { stages, remarks } = mapOrganization(mixed, split, {});
    expect(Object.keys(stages[1].environment.profiles ?? {})).toEqual(["fixed-11"]);
    expect(stages[1].adopt).not.toHaveProperty(["AccountPool/pool-11"]);
    const left = remarks.map(({ subject }) => subject.replace(/ \(.*| [\w+/]{10} /, " ").trim());
    expect(left).toEqual([
      'pool "Pool 11"',
      'profile "Chosen 11"',
      expect.stringMatching(/^grant of CREATE_PROJECT_FROM_PROJECT_PROFILE/),
      `Lake Formation administrators of account ${PROD}`,
      `Git connections "pipelines" of account ${GOVERNANCE}`,
      'project "project-chosen-11"',
      'members of project "Data office"',
      'asset type "Dashboard"',
      'rule "One project says it too"',
    ]);
    expect(problemsWith("/nonexistent", outputFiles({ stages, remarks }, live))).toEqual([]);
  });

  describe("where AWS has what a configuration would not accept", () => {
    const fit = (found: LiveDomain) => {
      const split = splitStages({}, GOVERNANCE, [DEV, PROD]);
      return fitToRules(
        (refusals) => mapOrganization(found, split, {}, refusals),
        (organization) => problemsWith("/nonexistent", outputFiles(organization, found)),
      );
    };
    const withAccount = (id: string, change: (account: LiveAccount) => LiveAccount): LiveDomain => ({
      ...live,
      accounts: live.accounts.map((account) => (account.id === id ? change(account) : account)),
    });

    it("leaves out a profile that its account cannot deploy, with the rule's reason and what hangs on it", () => {
      const { organization, problems } = fit(
        withAccount(DEV, (account) => ({
          ...account,
          blueprints: account.blueprints.filter(({ name }) => name !== "DataLake"),
        })),
      );
      expect(problems).toEqual([]);
      const { environment, adopt } = organization.stages[0];
      expect(Object.keys(environment.profiles ?? {})).toEqual(["chosen-12", "fixed-12"]);
      expect(Object.keys(adopt).filter((address) => /^Project.*11/.test(address))).toEqual([]);
      const left = organization.remarks.map(({ subject, reason }) => `${subject}: ${reason}`);
      expect(left).toEqual(
        expect.arrayContaining([
          expect.stringMatching(/^profile "Fixed 11" .*BLUEPRINT_NOT_ENABLED at .*"DataLake", which is not enabled in/),
          expect.stringMatching(/^grant .* on unit "finance": it names profiles .* "Chosen 11"/),
          expect.stringMatching(/^project "project-fixed-11" .*: its profile "Fixed 11" is not adopted$/),
        ]),
      );
    });

    it("keeps a network that a file cannot name inside of the blueprints", () => {
      const { organization, problems } = fit(
        withAccount(DEV, (account) => ({
          ...account,
          blueprints: account.blueprints.map((blueprint) => {
            const { VpcId: _, ...others } = blueprint.regionalParameters[REGION];
            const odd = { ...others, VpcId: "vpc-1", Subnets: "subnet-1, subnet-2", AZs: "use1-az1,use1-az2" };
            return blueprint.name === "LakehouseCatalog"
              ? blueprint
              : { ...blueprint, regionalParameters: { [REGION]: odd } };
          }),
        })),
      );
      expect(problems).toEqual([]);
      const { regions = {}, blueprints = {} } = organization.stages[0].environment.accounts["member-11"];
      expect(regions[REGION].network).toEqual({ mode: "none" });
      expect(blueprints.Tooling?.exactly?.regionalParameters?.[REGION].Subnets).toBe("subnet-1, subnet-2");
    });

    it("leaves out an account that a file cannot describe as a whole", () => {
      const { organization, problems } = fit(
        withAccount(DEV, (account) => ({
          ...account,
          blueprints: account.blueprints.map((blueprint) => ({ ...blueprint, manageAccessRoleArn: "ours" })),
        })),
      );
      expect(problems).toEqual([]);
      expect(Object.keys(organization.stages[0].environment.accounts)).toEqual(["governance", "member-12"]);
      expect(organization.remarks.map(({ subject, reason }) => `${subject}: ${reason}`)).toEqual(
        expect.arrayContaining([
          expect.stringMatching(`^account ${DEV}: .* at accounts.member-11.roles.manageAccessRoleArn: got "ours"`),
          expect.stringMatching(`^pool "Pool 11" .*: account ${DEV} is not adopted$`),
        ]),
      );
    });

    it("leaves problems of other files to a person", () => {
      const files = outputFiles(map(undefined), live);
      const broken = { path: "other.ts", text: "export default {};\n" };
      const { organization, problems } = fitToRules(
        (refusals) => mapOrganization(live, splitStages({}, GOVERNANCE, [DEV, PROD]), {}, refusals),
        () => problemsWith("/nonexistent", [...files, broken]),
      );
      expect(new Set(problems.map(({ file }) => file))).toEqual(new Set(["other.ts"]));
      expect(organization.remarks).toEqual(map(undefined).remarks);
    });
  });

  it("lists a member account that refuses to be read, with what reaches it, and adopts the rest", async () => {
    const denied = Object.assign(new Error("not authorized to perform: iam:GetRole"), {
      name: "AccessDeniedException",
      $metadata: { httpStatusCode: 403 },
    });
    const refusing = async (account: string): Promise<AccountClients> => {
      const clients = await access(account);
      return account === PROD ? { ...clients, iam: { send: () => Promise.reject(denied) } as never } : clients;
    };
    const options = { domainId: built.id, governanceAccountId: GOVERNANCE, furtherAccounts: [], without: [] };
    const found = await readLiveDomain({ ...options, access: refusing });
    const split = splitStages({ stage: [`dev=${DEV}`, `prod=${PROD}`] }, GOVERNANCE, [DEV, PROD]);
    const organization = mapOrganization(found, split, {});
    expect(organization.remarks[0]).toMatchObject({
      subject: `account ${PROD}, and what reaches it`,
      reason: "it could not be read (AccessDeniedException: not authorized to perform: iam:GetRole)",
    });
    expect(organization.stages.map(({ environment }) => Object.keys(environment.profiles ?? {}))).toEqual([
      [],
      ["chosen-11", "fixed-11"],
      [],
    ]);
    expect(problemsWith("/nonexistent", outputFiles(organization, found))).toEqual([]);
  });

  it("says in one line which account may not be read, and why, where that is the domain's", async () => {
    const options = { domainId: "dzd-nothere", furtherAccounts: [], without: [] };
    await expect(readLiveDomain({ ...options, governanceAccountId: GOVERNANCE, access })).rejects.toThrow(
      new RegExp(`^account ${GOVERNANCE} cannot be read: ResourceNotFoundException: `),
    );
    await expect(readLiveDomain({ ...options, domainId: built.id, governanceAccountId: DEV, access })).rejects.toThrow(
      `domain ${built.id} belongs to account ${GOVERNANCE}, not to ${DEV}`,
    );
    await expect(
      readLiveDomain({ ...options, governanceAccountId: GOVERNANCE, without: [GOVERNANCE], access }),
    ).rejects.toThrow(/cannot be left out/);
  });

  it("leaves out an account on request, and what needs it", async () => {
    live = await read([PROD]);
    const organization = map(undefined);
    expect(Object.keys(organization.stages[0].environment.accounts)).toEqual(["governance", "member-11"]);
    expect(organization.remarks.map(({ subject }) => subject)).toEqual(
      expect.arrayContaining([expect.stringContaining('pool "Pool 12"'), expect.stringContaining('"Fixed 12"')]),
    );
    live = await read();
  });
});
