import { eachKey } from "./adoption";
import type { ObjectDescriptor } from "./kind";
import { eachItem } from "./promotion";

/** Hosts of Git providers that an organization installs itself: the provider's resource works (`aws_codeconnections_host`). */
export const gitHost = {
  undetectable: [
    {
      what: "the status of a host, and the app that a person registered at it",
      why: "the provider's resource has neither; a connection through the host says whether it works",
    },
  ],
  adoption: {
    GitHost: {
      by: "import",
      keys: "<host>",
      id: "the ARN of a host",
      idPattern: /^arn:aws[a-z-]*:(codeconnections|codestar-connections):[a-z0-9-]+:\d{12}:host\/[^/]+$/,
      addresses: ({ environment }) => eachKey(environment.git.hosts),
      describedAt: () => ({ among: [["git"], ["git", "hosts"]] }),
    },
  },
  promotion: {
    // Where a host is belongs to the stage; that there is such a host does not.
    git: (stack) => eachItem(stack, "git.hosts", stack.stage.git.hosts, ({ provider }) => ({ provider })),
  },
} as const satisfies ObjectDescriptor;
