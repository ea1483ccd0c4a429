import type {
  CodeHost,
  Content,
  EnvironmentGuard,
  FoundRepository,
  Guards,
  Proposal,
  WantedEnvironment,
  WantedRepository,
} from "../../../../governance/repositories";
import { Blobs } from "../blobs";
import { seedRepository } from "./commits";
import { contentOf, textsOf } from "./content";
import { environmentGuard, guardEnvironment, setVariable } from "./environments";
import { accessGuard, letIn, People } from "./people";
import type { GitHubPlace } from "./place";
import { branchGuard, protectBranch } from "./protection";
import { createRepository, findRepository } from "./repository";
import { propose, upgradesOf } from "./upgrades";

/** Repositories of an organization on GitHub or a GitHub Enterprise Server. */
export class GitHub implements CodeHost {
  private readonly people: People;
  private readonly blobs = new Blobs();

  public constructor(private readonly place: GitHubPlace) {
    this.people = new People(place);
  }

  public find(name: string): Promise<FoundRepository | undefined> {
    return findRepository(this.place, name);
  }

  public create(wanted: WantedRepository): Promise<void> {
    return createRepository(this.place, wanted);
  }

  public content(found: FoundRepository, branch: string): Promise<Content> {
    return contentOf(this.place, found, branch);
  }

  public texts(found: FoundRepository, commit: string, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return textsOf(this.place, found, { commit, paths, blobs: this.blobs });
  }

  public seed(found: FoundRepository, content: Content, wanted: WantedRepository, message: string): Promise<void> {
    return seedRepository(this.place, found, { content, wanted, message });
  }

  public upgrades(found: FoundRepository, branch: string): ReturnType<CodeHost["upgrades"]> {
    return upgradesOf(this.place, found, branch);
  }

  public propose(found: FoundRepository, proposal: Proposal): Promise<void> {
    return propose(this.place, found, proposal);
  }

  public async guards(found: FoundRepository, wanted: WantedRepository): Promise<Guards> {
    const environments: Record<string, EnvironmentGuard> = {};
    for (const environment of wanted.environments)
      environments[environment.name] = await environmentGuard(this.place, found, environment, this.people);
    return {
      access: await accessGuard(this.place, found, wanted),
      branch: await branchGuard(this.place, found, wanted),
      environments,
    };
  }

  public allow(found: FoundRepository, wanted: WantedRepository): ReturnType<CodeHost["allow"]> {
    return letIn(this.place, found, wanted);
  }

  public protect(found: FoundRepository, wanted: WantedRepository): ReturnType<CodeHost["protect"]> {
    return protectBranch(this.place, found, wanted);
  }

  public guard(found: FoundRepository, environment: WantedEnvironment): ReturnType<CodeHost["guard"]> {
    return guardEnvironment(this.place, found, environment, this.people);
  }

  public setVariable(found: FoundRepository, environment: string, name: string, value: string): Promise<void> {
    return setVariable(this.place, found, environment, { name, value });
  }
}
