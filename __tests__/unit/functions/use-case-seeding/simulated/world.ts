import { HostUnreachable, type HostAnswer, type Transport } from "../../../../../functions/code-host";
import { codeHostOf } from "../../../../../functions/use-case-seeding/hosts";
import { markerOf } from "../../../../../functions/use-case-seeding/seeds";
import type { CodeHostSettings } from "../../../../../contracts/aiops/settings";
import {
  settleRepository,
  type RepositoryFile,
  type Settled,
  type WantedRepository,
} from "../../../../../governance/repositories";
import { MARKER_FILE, parseMarker } from "../../../../../seeds";
import { markerFile, markerOf as seedMarkerOf } from "../../../../../seeds/render/marker";
import { MemoryPorts } from "../../../../support/repositories/memory-ports";
import type { MemoryRepository } from "./repository";
import { SimulatedGitHub } from "./github";
import { SimulatedGitLab } from "./gitlab";

/** Fate of a request. */
export type Fate =
  | "works"
  | "waits"
  | "lost-before"
  | "lost-after"
  | "error-before"
  | "error-after"
  | "throttled"
  | "long";

export const KEY = { useCase: "churn", repository: "deploy" } as const;
export const NAME = "churn-deploy";
export const ROLE = "arn:aws:iam::333333333333:role/smus-churn-prod-deploy";
export const IDS = { "acme/platform": 7, "acme/churn": 8, acme: 9, anna: 10, bob: 11 };

/** Texts of a version of a template. */
const VERSIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "1.0.0": { "README.md": "one\n", "tools/run.py": "run 1\n", "old.txt": "old\n", check: "check\n" },
  "1.1.0": { "README.md": "two\n", "tools/run.py": "run 1\n", "new.txt": "new\n", check: "check\n" },
  "2.0.0": { "README.md": "three\n", "tools/run.py": "run 3\n", "new.txt": "new\n", check: "check 3\n" },
};

/** A repository as it is to be, in a version. */
export function wantedOf(version = "1.0.0", changes: Partial<WantedRepository> = {}): WantedRepository {
  const texts = new Map(
    Object.entries(VERSIONS[version]).map(([path, text]): [string, RepositoryFile] => [
      path,
      { text, mode: path === "check" ? "100755" : "100644" },
    ]),
  );
  const marker = seedMarkerOf({ name: "regression", version }, KEY.repository, texts);
  const files = texts.set(MARKER_FILE, markerFile(marker));
  return {
    ...KEY,
    ...{ name: NAME, description: "Churn", branch: "main", files, marker: markerOf(marker), requiredChecks: ["check"] },
    owners: ["@acme/churn"],
    environments: [
      { ...env("test", "staging"), approval: false, reviewers: [] },
      { ...env("prod", "production"), approval: true, reviewers: ["acme/platform"] },
    ],
    ...changes,
  };
}

const env = (name: string, tier: "staging" | "production") =>
  ({ name, tier, variables: { SMUS_ROLE_ARN: `${ROLE}-${name}` }, withheld: [] }) as const;

/** A code host in memory, and everything else that a repository needs. */
export class World {
  readonly host: SimulatedGitHub | SimulatedGitLab;
  fates: Fate[] = [];
  readonly beside: MemoryPorts;
  /** Way of a request to the host, for tests that come in between. */
  intercept: Transport = (request) => this.host.send(request);
  readonly settings: CodeHostSettings;

  constructor(readonly type: CodeHostSettings["type"]) {
    this.host = type === "gitlab" ? new SimulatedGitLab("acme", IDS) : new SimulatedGitHub("acme", IDS);
    const secretArn = "arn:aws:secretsmanager:eu-west-1:111111111111:secret:code";
    this.settings = { type, url: "https://code.test", namespace: "acme", secretArn };
    const code = codeHostOf(this.settings, () => Promise.resolve({ token: "secret" }), {
      transport: faulty(
        (request) => this.intercept(request),
        () => this.fates.shift() ?? "works",
      ),
      patience: {
        sleep: (milliseconds) => ((this.beside.now += milliseconds), Promise.resolve()),
        now: () => this.beside.now,
        jitter: () => 1,
      },
    });
    this.beside = new MemoryPorts(wantedOf(), code);
  }

  set wanted(wanted: WantedRepository) {
    this.beside.wanted = wanted;
  }

  get wanted(): WantedRepository {
    return this.beside.wanted;
  }

  get repository(): MemoryRepository {
    return this.host instanceof SimulatedGitHub ? this.host.repository(NAME) : this.host.project(NAME).repository;
  }

  get isThere(): boolean {
    return this.host instanceof SimulatedGitHub ? this.host.repositories.has(NAME) : this.host.projects.has(NAME);
  }

  /** Repository that people have made. */
  addRepository(): MemoryRepository {
    return this.host instanceof SimulatedGitLab ? this.host.add(NAME).repository : this.host.add(NAME);
  }

  texts(branch = "main"): Record<string, string> {
    return Object.fromEntries([...(this.repository.files(branch) ?? [])].map(([path, { text }]) => [path, text]));
  }

  /** Version that the default branch holds. */
  get version(): string {
    return parseMarker(this.texts()[MARKER_FILE]).version;
  }

  variables(): Record<string, string | undefined> {
    const of = (name: string): string | undefined =>
      this.host instanceof SimulatedGitHub
        ? this.host.environment(NAME, name)?.variables.get("SMUS_ROLE_ARN")
        : this.host.project(NAME).variables.find((one) => one.environment_scope === name)?.value;
    return { test: of("test"), prod: of("prod") };
  }

  settle(): Promise<Settled | undefined> {
    this.beside.now += 15 * 60_000;
    return settleRepository(KEY, this.beside.ports);
  }
}

const busy = (headers: Record<string, string>): HostAnswer => ({
  status: 429,
  headers,
  body: { message: "slow down" },
});
const failing: HostAnswer = { status: 502, headers: {}, body: "<html>Bad Gateway</html>" };

function faulty(send: Transport, next: () => Fate): Transport {
  return async (request) => {
    const fate = next();
    // Two who are at it at once meet here in other orders.
    if (fate === "waits") for (let turns = 0; turns < 8; turns++) await Promise.resolve();
    if (fate === "lost-before") throw new HostUnreachable("lost", "look at the network");
    if (fate === "error-before") return failing;
    if (fate === "throttled") return busy({ "retry-after": "2" });
    if (fate === "long") return busy({ "retry-after": "3600" });
    const answer = await send(request);
    if (fate === "lost-after") throw new HostUnreachable("lost", "look at the network");
    return fate === "error-after" ? failing : answer;
  };
}
