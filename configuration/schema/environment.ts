import { z } from "zod";
import { account, sharing } from "./accounts";
import { adopt } from "./adoption";
import { aiopsHub, aiopsMember } from "./aiops";
import { application } from "./application";
import { catalog } from "./catalog";
import { joinedDomain, ownedDomain } from "./domain";
import { git } from "./git";
import { grants } from "./grants";
import { access, organization, protection, state } from "./organization";
import * as p from "./primitives";
import { pool, profile } from "./profiles";
import { project } from "./projects";
import { promotion } from "./promotion";
import { useCases } from "./use-cases";

/** A stage: one file under `environments/`, one Terraform workspace. The file's name is the stage's name. */
export const environment = z.strictObject({
  /**
   * Facts that all stages of the organization share: best kept in one fragment.
   *
   * @default - prefix `smus`, partition `aws`, no tags
   */
  organization: organization.default({ namePrefix: "smus", partition: "aws", tags: {} }),
  /**
   * Roles through which terraform reaches the accounts.
   *
   * @default - role `smus-deploy`
   */
  access: access.default({ deployRoleName: "smus-deploy" }),
  /**
   * Location of the states. Changing this needs a migration of every state.
   *
   * @default - S3, one bucket per account in the domain's Region
   */
  state: state.default({ backend: "s3" }),
  /**
   * Objects that a destroy must not remove.
   *
   * @default "data"
   */
  protection: protection.default("data"),
  /**
   * Tags on everything taggable of the stage.
   *
   * @default - the organization's
   */
  tags: p.tags.default({}),
  /**
   * The stage that this one is promoted from.
   *
   * @default - none: nothing is compared, and nothing is refused
   */
  promotion: promotion.optional(),
  /** Key of the account that owns the domain. */
  governanceAccount: p.key,
  /** Accounts by key; the key is part of stack ids and state keys, so renaming it makes new states. */
  accounts: p.keyed(account),
  /** The domain: owned by this stage, or joined. */
  domain: z.union([joinedDomain, ownedDomain]),
  /**
   * Sharing of the domain with the stage's accounts.
   *
   * @default - one share that names every account of the stage, API access only
   */
  sharing: sharing.default({ principals: "accounts", invitedAccounts: [], portalAccess: false }),
  /**
   * Hosts and connections of Git providers, in the stage that owns the domain: they serve the projects of all stages that join it.
   *
   * @default - none
   */
  git: git.default({ hosts: {}, connections: {} }),
  /**
   * Number of blueprints of an account that are enabled at the same time, 1 to 10.
   * The service allows 10 writes per second and answers conflicts when many arrive at once.
   *
   * @default 3
   */
  blueprintConcurrency: z.number().int().min(1).max(10).default(3),
  /**
   * Account pools, by key. At most 100 per domain.
   *
   * @default - none
   */
  pools: p.keyed(pool).default({}),
  /**
   * Project profiles, by key.
   *
   * @default - none
   */
  profiles: p.keyed(profile).default({}),
  /**
   * Policy grants of this stage, by key: who may create projects from which profile, who may be a member, ...
   *
   * @default - none
   */
  grants: grants.default({}),
  /**
   * Standing projects, by key.
   *
   * @default - none
   */
  projects: p.keyed(project).default({}),
  /**
   * The vocabulary: glossaries, metadata forms, asset types, and rules on what must carry them. In the stage that owns the domain.
   *
   * @default - none
   */
  catalog: catalog.optional(),
  /**
   * The governance application: rules on access to data. In the stage that owns the domain.
   *
   * @default - none
   */
  application: application.optional(),
  /**
   * AI operations: hosts of code, and what operators see and hear. In the stage that owns the domain in which use cases are built; a stage
   * with a domain of its own that takes part in them names that stage.
   *
   * @default - none
   */
  aiops: z.union([aiopsMember, aiopsHub]).optional(),
  /**
   * Use cases of machine learning and of data products, by key; beside `aiops`. Each becomes projects of its stages, roles and repositories.
   *
   * @default - none
   */
  useCases: useCases.default({}),
  /**
   * Objects that exist already and are taken over instead of created: id by address, for example
   * `"ProjectProfile/lakehouse": "4mz5ps4i6b2ppj"`. `npm run adopt` writes it. Entries stay when they are taken over.
   *
   * @default - none
   */
  adopt: adopt.default({}),
});
