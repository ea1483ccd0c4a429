import type { PromotionCaller } from "../../../../contracts/aiops/promotion-office";
import {
  type DeployHost,
  type Duty,
  freshRecord,
  type HostRun,
  isWorthALook,
  type ModelRegistry,
  type Order,
  type PackageView,
  type PromotionPorts,
  type PromotionsRecord,
  settlePromotions,
  type StageAccounts,
  type UseCase,
} from "../../../../governance/promotions";

const BUILD = "111111111111";
const HOUR = 3_600_000;

/** A use case with a test stage that needs nobody, and production behind people. */
export const useCaseOf = (changes: Partial<UseCase> = {}): UseCase => ({
  key: "churn",
  bucket: "artifacts",
  title: "Churn",
  team: "Retention",
  teamGroups: ["retention"],
  pattern: "consumer",
  template: "regression",
  options: {},
  codeHost: "main",
  repositories: { build: "churn-build", deploy: "churn-deploy" },
  owners: ["@acme/churn"],
  platformOwners: ["@acme/platform"],
  modelPackageGroup: "churn",
  gates: { metrics: { r2: { minimum: 0.7 } }, biasReport: true, explainabilityReport: false, modelCard: true },
  trigger: { by: "approval" },
  build: {
    name: "dev",
    account: BUILD,
    region: "eu-west-1",
    accountRoleArn: "arn:aws:iam::111111111111:role/a",
    projectName: "p",
  },
  stages: [
    {
      ...{
        name: "test",
        account: "222222222222",
        region: "eu-west-1",
        accountRoleArn: "arn:aws:iam::222222222222:role/a",
      },
      ...{ production: false, approval: false, approvers: [], reviewers: [], approvalHours: 72, projectName: null },
    },
    {
      ...{
        name: "prod",
        account: "333333333333",
        region: "eu-west-1",
        accountRoleArn: "arn:aws:iam::333333333333:role/a",
      },
      ...{ production: true, approval: true, approvers: ["risk"], reviewers: [], approvalHours: 72, projectName: null },
    },
  ],
  ...changes,
});

export const sourceOf = (version: number): string =>
  `arn:aws:sagemaker:eu-west-1:${BUILD}:model-package/churn/${version}`;

/** A version that meets every gate, made by Ann and approved by Bob. */
export const packageOf = (version: number, changes: Partial<PackageView> = {}): PackageView => ({
  release: sourceOf(version),
  version,
  status: "Completed",
  approval: "Approved",
  changedBy: ["bob@example.com"],
  madeBy: ["build-role"],
  properties: { author: "ann", "metric.r2": "0.81", commit: `c${version}` },
  commit: `c${version}`,
  reports: { bias: true, explainability: false },
  hasModelCard: true,
  artifacts: [
    {
      member: "InferenceSpecification.Containers[0].ModelDataUrl",
      uri: `s3://artifacts/churn/runs/${version}/model.tar.gz`,
      kind: "object",
    },
  ],
  images: ["111111111111.dkr.ecr.eu-west-1.amazonaws.com/churn@sha256:0"],
  ...changes,
});

export const person = (
  name: string,
  groups: readonly string[],
  changes: Partial<PromotionCaller> = {},
): PromotionCaller => ({
  id: `id-${name}`,
  kind: "person",
  names: [name],
  groups: [...groups],
  governanceTeam: false,
  auditor: false,
  ...changes,
});

/** Fate of a call of the world: it works, or its answer is lost before or after the work. */
export type Fate = "works" | "fails-before" | "fails-after";

interface Registration {
  readonly release: string;
  readonly origin: string;
  status: "PendingManualApproval" | "Approved" | "Rejected";
}
interface Run extends HostRun {
  readonly order: string;
  readonly stage: string;
  readonly release: string;
  readonly at: string;
  state: HostRun["state"];
  said: string;
  /** Time from which the host's lists show it. */
  readonly shownAt: number;
}

/** Registries, accounts and a code host in memory, with faults. */
export class World {
  now = "2026-11-02T00:00:00.000Z";
  stored: PromotionsRecord = freshRecord("churn");
  readonly packages = new Map<string, PackageView>();
  readonly registrations: Record<string, Registration[]> = { test: [], prod: [] };
  readonly copies = new Set<string>();
  readonly runs: Run[] = [];
  readonly evidence = new Map<string, object>();
  readonly notices: Extract<Duty, { kind: "notice" }>[] = [];
  /** Fates of the calls to come; later ones work. */
  fates: Fate[] = [];
  /** Fates of runs to come; later ones succeed. */
  runFates: ("succeeded" | "failed")[] = [];
  missingPlaces = new Set<string>();
  tells = true;
  lag = 0;
  running: Record<string, string | undefined> = {};

  constructor(readonly useCase: UseCase = useCaseOf()) {}

  private async call<T>(work: () => T): Promise<T> {
    await Promise.resolve();
    const fate = this.fates.shift() ?? "works";
    if (fate === "fails-before") throw new Error("busy");
    const done = work();
    if (fate === "fails-after") throw new Error("lost");
    return done;
  }

  readonly registry: ModelRegistry = {
    describe: (_useCase, release) => this.call(() => this.packages.get(release)),
    list: () => this.call(() => [...this.packages.values()]),
    manifestDigest: (_useCase, address) => this.call(() => /releases\/([0-9a-f]{64})\//.exec(address)?.[1]),
  };

  readonly accounts: StageAccounts = {
    place: (_useCase, stage) => this.call(() => (this.missingPlaces.has(stage) ? undefined : ({ stage } as never))),
    copy: (_useCase, stage, promotion, view) =>
      this.call(() => {
        this.copies.add(`${stage} ${view.release}`);
        return { files: 1, bytes: 10, digest: `digest of ${promotion.content}`, manifest: "s3://there/manifest.json" };
      }),
    register: (_useCase, stage, promotion) =>
      this.call(() => {
        const { copied } = promotion.passages[stage];
        const origin = `${promotion.source} ${copied?.digest}`;
        const there = this.registrations[stage].find((one) => one.origin === origin);
        if (there !== undefined) return { release: there.release };
        const release = `arn:${stage}/churn/${this.registrations[stage].length + 1}`;
        this.registrations[stage].push({ release, origin, status: "PendingManualApproval" });
        return { release };
      }),
    decide: (_useCase, stage, { release }, { outcome }) =>
      this.call(() => {
        const found = this.registrations[stage].find((one) => one.release === release);
        if (found === undefined) return { hindrance: "gone" };
        found.status = outcome;
        return undefined;
      }),
    running: (_useCase, stage) => this.call(() => this.running[stage]),
  };

  readonly host: DeployHost = {
    start: (_useCase, stage, { id, release }) =>
      this.call(() => {
        const run = `run-${this.runs.length + 1}`;
        this.runs.push({
          run,
          order: id,
          stage,
          release,
          at: this.now,
          state: "active",
          said: "running",
          shownAt: Date.parse(this.now) + this.lag * 60_000,
        });
        return this.tells ? { run } : {};
      }),
    find: (_useCase, _stage, order: Order) =>
      this.call(() => {
        const found = this.runs.find((one) => one.run === order.run || one.order === order.id);
        if (found === undefined || (order.run === undefined && Date.parse(this.now) < found.shownAt)) return "none";
        const { run, state, said } = found;
        return { run, state, said };
      }),
  };

  get ports(): PromotionPorts {
    return {
      ...{ registry: this.registry, accounts: this.accounts, host: this.host },
      store: {
        load: () => this.call(() => structuredClone(this.stored)),
        save: (record) => this.call(() => this.save(record)),
      },
      evidence: {
        keep: (_useCase, { name, facts }) =>
          this.call(() => void (this.evidence.has(name) || this.evidence.set(name, facts))),
      },
      notices: { send: (_useCase, notice) => this.call(() => void this.notices.push(notice)) },
      clock: () => this.now,
    };
  }

  /** Stores over the revision that was read. */
  save(record: PromotionsRecord): boolean {
    if (record.revision !== this.stored.revision) return false;
    // What is stored is text.
    this.stored = JSON.parse(JSON.stringify({ ...record, revision: record.revision + 1 })) as PromotionsRecord;
    return true;
  }

  settle(...versions: readonly number[]) {
    return settlePromotions(this.useCase, this.ports, { look: versions.map(sourceOf) });
  }

  /** Time goes on, runs end, and a sweep looks at everything. */
  async pass(hours = 0.5): Promise<void> {
    this.now = new Date(Date.parse(this.now) + hours * HOUR).toISOString();
    for (const run of this.runs)
      if (run.state === "active") {
        run.state = this.runFates.shift() ?? "succeeded";
        run.said = run.state === "failed" ? "failure" : "success";
      }
    const look = [...this.packages.values()].filter((each) => isWorthALook(this.stored, each, this.useCase));
    await settlePromotions(this.useCase, this.ports, { look: look.map(({ release }) => release) });
  }

  /** Goes on until everything has ended that ends by itself. */
  async run(rounds = 8): Promise<void> {
    for (let count = 0; count < rounds; count++) await this.pass();
  }

  /** Carries out an action of a person on the record as it is stored. */
  act<T extends object>(change: (record: PromotionsRecord) => PromotionsRecord | T): PromotionsRecord | T {
    const result = change(this.stored);
    if ("revision" in result) this.save(result);
    return result;
  }
}
