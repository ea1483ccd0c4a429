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
import { propose, seedProject, upgradesOf } from "./commits";
import { contentOf, textsOf } from "./content";
import { environmentGuard, guardEnvironment, setVariable } from "./environments";
import { accessGuard, letIn, Members } from "./people";
import type { GitLabPlace } from "./place";
import { createProject, findProject } from "./project";
import { branchGuard, protectBranch } from "./protection";

/** Repositories of a group on a GitLab, wherever it runs. */
export class GitLab implements CodeHost {
  private readonly members: Members;
  private readonly blobs = new Blobs();

  public constructor(private readonly place: GitLabPlace) {
    this.members = new Members(place);
  }

  public find(name: string): Promise<FoundRepository | undefined> {
    return findProject(this.place, name);
  }

  public create(wanted: WantedRepository): Promise<void> {
    return createProject(this.place, wanted);
  }

  public content(found: FoundRepository, branch: string): Promise<Content> {
    return contentOf(this.place, found, branch);
  }

  public texts(found: FoundRepository, commit: string, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return textsOf(this.place, found, { commit, paths, blobs: this.blobs });
  }

  public seed(found: FoundRepository, _content: Content, wanted: WantedRepository, message: string): Promise<void> {
    return seedProject(this.place, found, { wanted, message });
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
      environments[environment.name] = await environmentGuard(this.place, found, environment, this.members);
    return {
      access: await accessGuard(this.place, found, wanted, this.members),
      branch: await branchGuard(this.place, found, wanted),
      environments,
    };
  }

  public allow(found: FoundRepository, wanted: WantedRepository): ReturnType<CodeHost["allow"]> {
    return letIn(this.place, found, wanted, this.members);
  }

  public protect(found: FoundRepository, wanted: WantedRepository): ReturnType<CodeHost["protect"]> {
    return protectBranch(this.place, found, wanted);
  }

  public guard(found: FoundRepository, environment: WantedEnvironment): ReturnType<CodeHost["guard"]> {
    return guardEnvironment(this.place, found, environment, this.members);
  }

  public setVariable(found: FoundRepository, environment: string, name: string, value: string): Promise<void> {
    return setVariable(this.place, found, environment, { name, value });
  }
}
