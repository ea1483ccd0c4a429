import { eachKey } from "./adoption";
import type { ObjectDescriptor } from "./kind";
import { eachItem } from "./promotion";

/** Connections to Git providers: the provider's resource works (`aws_codeconnections_connection`), but for the handshake. */
export const gitConnection = {
  undetectable: [
    {
      what: "the app that a person installed at the Git provider, and the repositories that it may read",
      why: "both are at the Git provider; no operation of CodeConnections returns them",
    },
  ],
  adoption: {
    GitConnection: {
      by: "import",
      keys: "<connection>",
      id: "the ARN of a connection",
      idPattern: /^arn:aws[a-z-]*:(codeconnections|codestar-connections):[a-z0-9-]+:\d{12}:connection\/[^/]+$/,
      addresses: ({ environment }) => eachKey(environment.git.connections),
      describedAt: () => ({ among: [["git"], ["git", "connections"]] }),
    },
  },
  promotion: {
    // By name and never by ARN: each domain has connections of its own.
    git: (stack) =>
      eachItem(stack, "git.connections", stack.stage.git.connections, ({ name, provider, host, useInProjects }) => ({
        name,
        provider,
        host,
        useInProjects,
      })),
  },
} as const satisfies ObjectDescriptor;
