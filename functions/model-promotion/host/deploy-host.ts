import type { CodeHostSettings } from "../../../contracts/aiops/settings";
import type { DeployHost, Hindrance, HostRun, Order, UseCase } from "../../../governance/promotions";
import { findOnGitHub, HostRefusal, type Repository, startOnGitHub } from "./github-runs";
import { findOnGitLab, startOnGitLab } from "./gitlab-pipelines";
import { HostSecretError, HostThrottles, type Transport } from "../../code-host";

/** Deploy pipelines of use cases on their code hosts. */
export class CodeHostDeployments implements DeployHost {
  private readonly transports = new Map<string, Transport>();

  /** @param connect - Connection to a host, with its token. */
  public constructor(
    private readonly hosts: Readonly<Record<string, CodeHostSettings>>,
    private readonly connect: (host: CodeHostSettings) => Transport,
  ) {}

  public async start(useCase: UseCase, stage: string, order: Order): Promise<{ readonly run?: string } | Hindrance> {
    const { host, repository } = this.of(useCase);
    try {
      if (host.type === "gitlab") return await startOnGitLab(repository, stage, order);
      return await startOnGitHub(repository, stage, order, host.type === "github");
    } catch (error) {
      // A refusal has started nothing; a lost answer is another error, and is followed by a look.
      if (error instanceof HostRefusal) return { hindrance: `${error.message}.` };
      if (error instanceof HostThrottles) return { hindrance: `The code host asks to wait until ${error.until}.` };
      if (error instanceof HostSecretError) return { hindrance: `${error.message}.` };
      throw error;
    }
  }

  public async find(useCase: UseCase, _stage: string, order: Order): Promise<HostRun | "none" | "unknown"> {
    const { host, repository } = this.of(useCase);
    return host.type === "gitlab" ? findOnGitLab(repository, order) : findOnGitHub(repository, order);
  }

  private of({ codeHost, repositories, key }: UseCase): {
    readonly host: CodeHostSettings;
    readonly repository: Repository;
  } {
    const host = this.hosts[codeHost] as CodeHostSettings | undefined;
    if (host === undefined)
      throw new Error(`use case ${key}: there is no code host ${codeHost}; fix: apply the layer automation`);
    const send = this.transports.get(codeHost) ?? this.connect(host);
    this.transports.set(codeHost, send);
    return { host, repository: { send, namespace: host.namespace, name: repositories.deploy } };
  }
}
