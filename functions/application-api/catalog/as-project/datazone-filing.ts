import {
  CreateSubscriptionRequestCommand,
  type CreateSubscriptionRequestCommandInput,
  type DataZoneClient,
} from "@aws-sdk/client-datazone";
import { awsFault, isDenied } from "../../../../aws/faults";
import type { Credentials } from "../../../../aws/client-settings";
import type { Filing, NewRequest } from "../../services";
import type { AskingRoles } from "../asking-roles";

/** Requests in a DataZone domain that the application makes for people. */
export class DataZoneFiling implements Filing {
  public constructor(
    private readonly domainId: string,
    private readonly roles: Pick<AskingRoles, "groupOf" | "session">,
    /** Client that calls as a role. */
    private readonly clientAs: (credentials: Credentials) => DataZoneClient,
  ) {}

  public askerOf(projectId: string): Promise<string | undefined> {
    return this.roles.groupOf(projectId);
  }

  public async file(request: NewRequest): ReturnType<Filing["file"]> {
    const keys = await this.roles.session(request.projectId, request.profileId);
    if (keys === undefined) return "no-role";
    const client = this.clientAs(keys);
    try {
      const made = await client.send(new CreateSubscriptionRequestCommand(this.inputOf(request)));
      return { requestId: made.id ?? "", status: made.status ?? "PENDING" };
    } catch (error) {
      // The service says a conflict where the project has asked for the listing, and where it has it (field evidence, section 7).
      if (awsFault(error)?.name === "ConflictException") return "there";
      if (isDenied(error)) return "no-role";
      throw error;
    } finally {
      client.destroy();
    }
  }

  private inputOf({ projectId, listingId, reason, form, token }: NewRequest): CreateSubscriptionRequestCommandInput {
    return {
      domainIdentifier: this.domainId,
      subscribedPrincipals: [{ project: { identifier: projectId } }],
      subscribedListings: [{ identifier: listingId }],
      requestReason: reason,
      metadataForms: form && [{ formName: form.typeName, typeIdentifier: form.typeName, content: form.content }],
      clientToken: token,
    };
  }
}
