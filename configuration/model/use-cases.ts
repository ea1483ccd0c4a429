import type { z } from "zod";
import type { aiopsHub } from "../schema/aiops";
import type { useCases } from "../schema/use-cases";

/** AI operations in the file of the stage that has the use cases, with defaults filled in. */
export type AiopsHub = z.output<typeof aiopsHub>;
/** Use case, with defaults filled in. */
export type UseCase = z.output<typeof useCases>[string];
/** Place of a use case: where it is built, or a stage that versions are deployed to. */
export type UseCasePlace = UseCase["build"] | UseCase["stages"][number];

/** Name of an AI host of code, with its key and the issuer of its identity tokens. */
export type ResolvedCodeHost = AiopsHub["codeHosts"][string] & {
  readonly key: string;
  /** Issuer of the identity tokens of its jobs: `https://token.actions.githubusercontent.com`. */
  readonly issuer: string;
};

/** AI operations of a hub: the stage whose file has the use cases. */
export interface ResolvedAiops extends Omit<AiopsHub, "codeHosts"> {
  readonly codeHosts: Readonly<Record<string, ResolvedCodeHost>>;
  readonly useCases: Readonly<Record<string, ResolvedUseCase>>;
}

/** Account of another stage, as far as use cases name it. */
export interface UseCaseAccount {
  /** Key in the file of its stage. */
  readonly key: string;
  readonly id: string;
  readonly production: boolean;
}

/** Place of a use case: the account of a stage in which it is built or runs. */
export interface ResolvedUseCasePlace {
  /** Name of the stage; also that of the environment on the code host. */
  readonly stage: string;
  /** Stage that owns the domain of that stage: the hub, unless the stage has a domain of its own. */
  readonly domainStage: string;
  readonly account: UseCaseAccount;
  /** Region of that stage's domain, in which the use case runs. */
  readonly region: string;
  /** Prefix of names in that stage. */
  readonly namePrefix: string;
  /** Project of the use case there; absent for a producer's stages after its build. */
  readonly project?: { readonly key: string; readonly name: string };
  readonly network?: NonNullable<UseCasePlace["network"]>;
  /** Name of the role of its repository's jobs there. */
  readonly roleName: string;
}

/** A stage that versions are deployed to. */
export interface ResolvedUseCaseStage extends ResolvedUseCasePlace {
  readonly production: boolean;
  readonly approval: boolean;
  /** Keys of groups of the hub's domain. */
  readonly approvers: readonly string[];
  /** People or teams on the code host, as `CODEOWNERS` names them. */
  readonly reviewers: readonly string[];
  readonly approvalHours: number;
}

/** A use case whose stages, names and conditions are filled in. */
export interface ResolvedUseCase
  extends Pick<UseCase, "title" | "team" | "pattern" | "template" | "codeHost" | "owners" | "images"> {
  readonly key: string;
  /** Thing that its build makes: only model packages have a group, gates and promotions. */
  readonly releases: "model package" | "data release";
  /** With the template's defaults. */
  readonly options: Readonly<Record<string, string>>;
  readonly repositories: { readonly build: string; readonly deploy: string };
  readonly platformOwners: readonly string[];
  /** Keys of groups of the hub's domain that are members of the project in which it is built. */
  readonly teamGroups: readonly string[];
  readonly modelPackageGroup: string;
  readonly gates: NonNullable<UseCase["gates"]>;
  readonly trigger: NonNullable<UseCase["trigger"]>;
  readonly build: ResolvedUseCasePlace;
  /** In their order. */
  readonly stages: readonly ResolvedUseCaseStage[];
}

/** The hub, as other stages need to know it. */
export interface UseCaseHub {
  /** Name of the stage. */
  readonly stage: string;
  /** Account that owns its domain: the functions of AI operations, the event bus and the sink are there. */
  readonly governance: { readonly key: string; readonly id: string };
  readonly region: string;
  readonly namePrefix: string;
  readonly partition: string;
  readonly observability: boolean;
}

/** Part that a stage has in a use case: it is built there, versions are deployed there, or both. */
export interface ResolvedUseCasePart {
  /** The whole use case: policies of a place name the other ones. */
  readonly useCase: ResolvedUseCase;
  readonly hub: UseCaseHub;
  readonly codeHost: ResolvedCodeHost;
  readonly build?: ResolvedUseCasePlace;
  readonly deploy?: ResolvedUseCaseStage;
}
