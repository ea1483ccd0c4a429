import { Construct } from "constructs";
import type { Project } from "../configuration/model";
import type { ProjectMember } from "../modules/project";
import { RemoteOutputs } from "../modules/remote-state";
import type { GrantReferences } from "./grants";
import type { StageContext } from "./stage-context";

/** The domain as later layers see it: the outputs of `domain`, in the workspace of the stage that owns it. */
export class DomainReferences extends Construct implements GrantReferences {
  private readonly domain: RemoteOutputs<"domain">;

  constructor(scope: Construct, context: StageContext) {
    super(scope, "References");
    const account = context.stage.governance.key;
    this.domain = new RemoteOutputs(this, "Domain", { location: context.stateOf({ account, layer: "domain" }) });
  }

  public get domainId(): string {
    return this.domain.text("domainId");
  }

  public unitId(key: string): string {
    return key === "root" ? this.domain.text("rootDomainUnitId") : this.domain.entry("domainUnitIds", key);
  }

  public userId(key: string): string {
    return this.domain.entry("userProfileIds", key);
  }

  public groupId(key: string): string {
    return this.domain.entry("groupProfileIds", key);
  }

  /** A member of a project, by the ids of the domain's profiles. */
  public member(member: Project["members"][string]): ProjectMember {
    const { designation } = member;
    return "user" in member
      ? { userIdentifier: this.userId(member.user), designation }
      : { groupIdentifier: this.groupId(member.group), designation };
  }
}

/** The outputs of an account's `foundation`: its control-plane function, buckets, keys and networks. */
export function foundationOutputs(
  scope: Construct,
  context: StageContext,
  account: string,
): RemoteOutputs<"foundation"> {
  return new RemoteOutputs(scope, "Foundation", { location: context.stateOf({ account, layer: "foundation" }) });
}
