import { z } from "zod";
import { HOSTED_PROVIDERS, INSTALLED_PROVIDERS } from "../../contracts/service/git";
import * as p from "./primitives";

/** Lengths and patterns are those of the API model of AWS CodeConnections. */
const id = (prefix: string) =>
  z
    .string()
    .regex(new RegExp(`^${prefix}-\\w{8}(\\w{9})?$`))
    .describe(`an id of EC2: ${prefix}- and 8 or 17 letters and digits`);

/** Network through which AWS reaches a host that is not on the internet. */
const hostNetwork = z.strictObject({
  /** Id of a VPC of the governance account, in the domain's Region, from which the host can be reached. */
  vpcId: id("vpc"),
  /** Ids of 1 to 10 of its subnets. */
  subnetIds: z.array(id("subnet")).min(1).max(10),
  /** Ids of 1 to 10 of its security groups. */
  securityGroupIds: z.array(id("sg")).min(1).max(10),
  /**
   * Certificate of a private certificate authority that has signed the host's certificate: PEM, at most 16384 characters. It is
   * public; its key is never asked for.
   *
   * @default - the host's certificate is signed by a public authority
   */
  tlsCertificate: z
    .string()
    .max(16_384)
    .regex(/^-----BEGIN CERTIFICATE-----\s[\s\S]+-----END CERTIFICATE-----\s*$/)
    .describe("a certificate in PEM, at most 16384 characters")
    .optional(),
});

const tagged = {
  /**
   * Tags of its own, beside the one that enables it for projects. Changing this changes the tags.
   *
   * @default - none
   */
  tags: p.tags.default({}),
  /**
   * True where it carries the tags of organization and stage, like everything else. False for one that is taken over and keeps the tags
   * that it has.
   *
   * @default true
   */
  defaultTags: z.boolean().default(true),
};

const host = z.strictObject({
  /**
   * Name, 1 to 64 characters. Changing this replaces the host and its connections.
   *
   * @default - the key
   */
  name: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[\w .-]+$/)
    .describe("1 to 64 letters, digits, spaces and _ . -")
    .optional(),
  /** Provider that is installed there. Changing this replaces the host and its connections. */
  provider: z.enum(INSTALLED_PROVIDERS),
  /** Address of the installation. Changing this updates the host. */
  endpoint: z
    .string()
    .max(512)
    .regex(/^https:\/\/[A-Za-z0-9.-]+(:\d{1,5})?(\/[\w./-]*)?$/)
    .describe("an address such as https://git.example.com, at most 512 characters"),
  /**
   * Network through which AWS reaches the host. Changing this updates the host.
   *
   * @default - through the internet
   */
  vpc: hostNetwork.optional(),
  ...tagged,
});

const ofEveryConnection = {
  /**
   * Name, 1 to 32 characters, unique in the account. Changing this replaces the connection: a person finishes it anew.
   *
   * @default - the key
   */
  name: z
    .string()
    .min(1)
    .max(32)
    .regex(/^[\w .-]+$/)
    .describe("1 to 32 letters, digits, spaces and _ . -")
    .optional(),
  /**
   * Enables the connection (and its host) for projects, with AWS's tag `for-use-with-all-datazone-projects`: for those of all domains
   * of the account, and of all accounts that are associated with them. Changing this changes the tag.
   *
   * @default true
   */
  useInProjects: z.boolean().default(true),
  /**
   * Person or team that finishes the connection in the console, for the lines that say that it waits. Changing this changes nothing
   * at AWS.
   *
   * @default - whoever may use the console of the governance account
   */
  finishedBy: z.string().trim().min(1).max(128).optional(),
  ...tagged,
};

const connection = z.union([
  z.strictObject({
    /** Provider that AWS hosts reach by themselves. Changing this replaces the connection: a person finishes it anew. */
    provider: z.enum(HOSTED_PROVIDERS),
    ...ofEveryConnection,
  }),
  z.strictObject({
    /** Key of a host of this stage. Changing this replaces the connection: a person finishes it anew. */
    host: p.key,
    ...ofEveryConnection,
  }),
]);

/** Hosts and connections of Git providers. */
export const git = z.strictObject({
  /**
   * Installations of GitHub Enterprise Server and GitLab, by key.
   *
   * @default - none
   */
  hosts: p.keyed(host).default({}),
  /**
   * Connections, by key. A connection is PENDING until a person has finished it in the console.
   *
   * @default - none
   */
  connections: p.keyed(connection).default({}),
});

/** Connection that the projects of a profile use. */
export const profileGit = z.union([
  p.key,
  z.strictObject({
    /** Key of a connection of the stage that owns the domain. */
    connection: p.key,
    /**
     * True where the creator of a project may use another connection.
     *
     * @default false
     */
    editable: z.boolean().default(false),
  }),
]);

const repository = z
  .string()
  .max(256)
  .regex(/^[\w.-]+(\/[\w.-]+)+$/)
  .describe("a repository with its owner or groups, such as team/repository, at most 256 characters");

const branch = z
  .string()
  .min(1)
  .max(256)
  .regex(/^[\w./-]+$/)
  .describe("the name of a branch: letters, digits and _ . / -, at most 256 characters");

/** Repository of a project. */
export const projectGit = z.strictObject({
  /** Full name of the repository, with its groups: `team/repository`. */
  repository,
  /**
   * Branch that the project works on.
   *
   * @default "main"
   */
  branch: branch.default("main"),
});

/**
 * Connection of a project to a repository. It is made once a person has finished the connection to the provider.
 *
 * @see https://docs.aws.amazon.com/datazone/latest/APIReference/API_GitPropertiesInput.html
 */
export const gitConnection = z.strictObject({
  /**
   * Key of a connection of the stage that owns the domain (`git.connections`). Changing this is done in place, where a person has
   * finished the other one; until then this connection does not exist.
   */
  connection: p.key,
  /** Full name of the repository, with its groups: `team/repository`. Changing this replaces the connection. */
  repository,
  /**
   * Branch that is the default one. Changing this is done in place.
   *
   * @default "main"
   */
  branch: branch.default("main"),
});
