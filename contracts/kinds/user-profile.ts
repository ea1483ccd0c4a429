import { ownDomain, eachKey } from "./adoption";
import type { ObjectDescriptor } from "./kind";
import { eachItem } from "./promotion";

/** User profiles: no kind of the control-plane function, the provider has a resource that works (`aws_datazone_user_profile`). */
export const userProfile = {
  undetectable: [],
  adoption: {
    UserProfile: {
      by: "import",
      keys: "<user>",
      id: "<user identifier>,<domain id>,IAM or SSO",
      idPattern: /^[^,]+,dzd[-_][\w-]+,(IAM|SSO)$/,
      addresses: (stage) => eachKey(ownDomain(stage)?.users ?? {}),
      describedAt: () => ({ among: [["domain"], ["domain", "users"]] }),
    },
  },
  promotion: {
    // Who somebody is in a directory belongs to the stage; that there is such a user does not.
    domain: (stack) => eachItem(stack, "domain.users", stack.stage.domain.users, ({ type }) => ({ type })),
  },
} as const satisfies ObjectDescriptor;
