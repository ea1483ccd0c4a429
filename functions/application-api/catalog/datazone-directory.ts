import {
  type DataZoneClient,
  GetUserProfileCommand,
  SearchUserProfilesCommand,
  type UserProfileDetails,
} from "@aws-sdk/client-datazone";
import { allPages } from "../../../aws/pages";
import { roleOfSession, type Directory } from "../../../governance/people";
import { Kept } from "./kept";
import { orUnknown } from "./unknown";

/** Seconds for which names and profiles are kept: neither moves from one person to another. */
const KEPT_SECONDS = 600;

/**
 * User profiles of a DataZone domain. That the search finds a profile by its user name, and by the last name of its ARN, is assumed:
 * the documentation says of the text only that it is searched for.
 *
 * @see https://docs.aws.amazon.com/datazone/latest/APIReference/API_SearchUserProfiles.html
 */
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

  public profileOf(name: string): Promise<string | undefined> {
    return this.profiles.of(name, async () => {
      const isArn = name.startsWith("arn:");
      const found = await allPages(
        (nextToken) =>
          this.client.send(
            new SearchUserProfilesCommand({
              domainIdentifier: this.domainId,
              userType: isArn ? "DATAZONE_IAM_USER" : "DATAZONE_SSO_USER",
              // Of an ARN its last name: the service may know a role without its path.
              searchText: isArn ? name.slice(name.lastIndexOf("/") + 1) : name,
              nextToken,
            }),
          ),
        ({ items }) => items,
      );
      // The search finds what contains the text: "ann" is not "joann".
      const exact = found.filter(({ details }) => isName(nameIn(details), name));
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

/** Tells whether two names are one; of a role, also where only one has the path. A session is not its role. */
function isName(found: string | undefined, name: string): boolean {
  if (found === undefined || found === name) return found === name;
  return found.includes(":role/") && name.includes(":role/") && roleOfSession(found) === roleOfSession(name);
}
