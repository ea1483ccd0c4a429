import {
  type DataZoneClient,
  GetUserProfileCommand,
  SearchUserProfilesCommand,
  type UserProfileDetails,
} from "@aws-sdk/client-datazone";
import { allPages } from "../../../aws/pages";
import type { Caller, Directory } from "../../../governance/people";
import { Kept } from "./kept";
import { orUnknown } from "./unknown";

/** Seconds for which names and profiles are kept: neither moves from one person to another. */
const KEPT_SECONDS = 600;

/** User profiles of a DataZone domain. */
export class DataZoneDirectory implements Directory {
  private readonly profiles: Kept<string | undefined>;
  private readonly names: Kept<string | undefined>;

  public constructor(
    private readonly client: DataZoneClient,
    private readonly domainId: string,
    clock: () => string,
  ) {
    this.profiles = new Kept(clock, KEPT_SECONDS);
    this.names = new Kept(clock, KEPT_SECONDS);
  }

  public profileOf(kind: Caller["kind"], name: string): Promise<string | undefined> {
    return this.profiles.of(`${kind} ${name}`, async () => {
      const found = await allPages(
        (nextToken) =>
          this.client.send(
            new SearchUserProfilesCommand({
              domainIdentifier: this.domainId,
              userType: kind === "person" ? "DATAZONE_SSO_USER" : "DATAZONE_IAM_USER",
              searchText: name,
              nextToken,
            }),
          ),
        ({ items }) => items,
      );
      // The search finds what contains the text: "ann" is not "joann".
      const exact = found.filter(({ details }) => nameIn(details) === name);
      return exact.length === 1 ? exact[0].id : undefined;
    });
  }

  public nameOf(profileId: string): Promise<string | undefined> {
    return this.names.of(profileId, async () => {
      const profile = await orUnknown(() =>
        this.client.send(new GetUserProfileCommand({ domainIdentifier: this.domainId, userIdentifier: profileId })),
      );
      return profile === undefined ? undefined : nameIn(profile.details);
    });
  }
}

/** User name of a person of Identity Center, or ARN of a role or user. */
function nameIn(details: UserProfileDetails | undefined): string | undefined {
  if (details === undefined) return undefined;
  return "sso" in details ? details.sso?.username : details.iam?.arn;
}
