import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { ResolvedUseCasePart, ResolvedUseCasePlace } from "../../configuration/model";
import { AIOPS_NAMES } from "../../contracts/aiops/names";
import { ImageRepository } from "../../modules/image-repository";
import { regionalService, type Statement } from "../../modules/iam-policy";
import { ModelPackageGroup } from "../../modules/model-package-group";
import { ProjectJobs } from "../../modules/project-jobs";
import { JobBoundary, RepositoryRole, UseCaseBoundary } from "../../modules/repository-role";
import { UseCasePlaceRecord } from "../../modules/use-case-place";
import { permissionsOf, templateOf, type RepositoryKind } from "../../seeds";
import type { AccountGround, AccountPlace } from "./ground";
import { seedParametersOf } from "./seed-parameters";

/** Properties of {@link UseCaseAccount}. */
export interface UseCaseAccountProps {
  readonly place: AccountPlace;
  readonly ground: AccountGround;
  readonly part: ResolvedUseCasePart;
  /** Expression of the id of the stage's project; nothing where it has none. */
  readonly projectId: string | undefined;
}

/**
 * A use case in an account: boundaries, group of model packages, images, the roles of its repositories, and last the record that says that
 * all of it is there.
 */
export class UseCaseAccount extends Construct {
  public readonly parameterName: string;
  private readonly before: ITerraformDependable[] = [];
  private readonly boundaries: { readonly runs: UseCaseBoundary; readonly jobs: JobBoundary };

  constructor(
    scope: Construct,
    id: string,
    private readonly props: UseCaseAccountProps,
  ) {
    super(scope, id);
    const { part, ground } = props;
    this.boundaries = this.addBoundaries();
    this.addRegistry();
    this.addJobs();
    const build = part.build && this.addRole("build", part.build);
    const deploy = part.deploy && this.addRole("deploy", part.deploy);
    this.before.push(
      ...ground.artifacts.dependables,
      ...(ground.states?.dependables ?? []),
      ...ground.role.dependables,
    );
    this.before.push(...ground.topic.dependables);
    this.parameterName = this.addRecord(build?.arn ?? null, deploy?.arn ?? null);
  }

  private addBoundaries(): { readonly runs: UseCaseBoundary; readonly jobs: JobBoundary } {
    const { place, part, ground } = this.props;
    const useCase = part.useCase.key;
    const { bucketName: bucket, keyArn } = ground.artifacts;
    const runs = new UseCaseBoundary(this, "Boundary", { ...place, useCase, bucket, keyArn });
    const jobs = new JobBoundary(this, "JobBoundary", {
      ...{ ...place, useCase },
      stages: part.deploy === undefined ? [] : [part.deploy.stage],
      useCaseBoundaryArn: runs.arn,
      buildAccountId: part.useCase.build.account.id,
    });
    this.before.push(...runs.dependables, ...jobs.dependables);
    return { runs, jobs };
  }

  private addRegistry(): void {
    const { place, part, ground } = this.props;
    const { useCase, build } = part;
    const others = useCase.stages.filter(({ account }) => account.id !== place.accountId);
    if (useCase.releases === "model package") {
      const group = new ModelPackageGroup(this, "Group", {
        ...place,
        name: useCase.modelPackageGroup,
        description: `Versions of the model of ${useCase.key}`,
        readerAccountIds: build === undefined ? [] : [...new Set(others.map(({ account }) => account.id))].sort(),
      });
      this.before.push(...group.dependables);
    }
    if (build === undefined || !useCase.images) return;
    const images = new ImageRepository(this, "Images", {
      ...place,
      name: AIOPS_NAMES.images(place.prefix, useCase.key),
      keyArn: ground.artifacts.keyArn,
      pullers: others.map(({ account, stage }) => ({
        accountId: account.id,
        rolePrefix: `${useCase.key}-${stage}-`,
      })),
    });
    this.before.push(...images.dependables);
  }

  /** Jobs of a build run as the role of the project's members. */
  private addJobs(): void {
    const { place, part, ground, projectId } = this.props;
    const { useCase, build } = part;
    if (build === undefined || projectId === undefined) return;
    const { bucketName: bucket, keyArn } = ground.artifacts;
    const jobs = new ProjectJobs(this, "Jobs", {
      ...{ ...place, bucket, keyArn, projectId },
      useCase: useCase.key,
      policyName: AIOPS_NAMES.jobsPolicy(place.prefix, useCase.key),
      ...(useCase.releases === "model package" ? { group: useCase.modelPackageGroup } : {}),
      ...(useCase.images ? { images: AIOPS_NAMES.images(place.prefix, useCase.key) } : {}),
    });
    this.before.push(...jobs.dependables);
  }

  private addRole(repository: RepositoryKind, target: ResolvedUseCasePlace): RepositoryRole {
    const { place, part, ground } = this.props;
    const { useCase, codeHost } = part;
    const { type, issuer, namespace } = codeHost;
    const role = new RepositoryRole(this, repository === "build" ? "Build" : "Deploy", {
      name: target.roleName,
      description: `Jobs of the ${repository} repository of ${useCase.key} in ${target.stage}`,
      job: {
        partition: place.partition,
        accountId: place.accountId,
        host: { type, issuer, namespace },
        repository: useCase.repositories[repository],
        environment: target.stage,
      },
      statements: this.statements(repository, target.stage),
      boundaryArn: this.boundaries.jobs.arn,
      dependsOn: [
        ...this.boundaries.jobs.dependables,
        ...ground.providersOf(part).flatMap(({ dependables }) => dependables),
      ],
    });
    this.before.push(...role.dependables);
    return role;
  }

  private statements(repository: RepositoryKind, stage: string): Statement[] {
    const { place, part, ground, projectId } = this.props;
    const { useCase } = part;
    const parameters = seedParametersOf(useCase, {
      partition: place.partition,
      keyArn: ground.artifacts.keyArn,
      alarmTopicArn: ground.topic.arn,
      projectId: repository === "build" ? projectId : undefined,
    });
    const statements = permissionsOf(templateOf(useCase.template), repository, parameters, stage);
    const own = statements.map(({ condition, ...statement }) => ({
      ...statement,
      ...(condition === undefined ? {} : { conditions: condition }),
    }));
    return repository === "deploy" ? [...own, ...this.sourceKey()] : own;
  }

  /** Releases of data come from the build's bucket, which another account's key encrypts. AWS chooses the key's id. */
  private sourceKey(): Statement[] {
    const { place, part } = this.props;
    const { build, releases } = part.useCase;
    if (releases === "model package" || build.account.id === place.accountId) return [];
    const { partition } = place;
    return [
      {
        sid: "UseTheKeyOfReleases",
        actions: ["kms:Decrypt"],
        resources: [`arn:${partition}:kms:${build.region}:${build.account.id}:key/*`],
        conditions: { StringEquals: { "kms:ViaService": regionalService({ partition, region: build.region }, "s3") } },
      },
    ];
  }

  private addRecord(buildRoleArn: string | null, deployRoleArn: string | null): string {
    const { place, part, ground, projectId } = this.props;
    const target = part.deploy ?? part.build;
    if (target === undefined) throw new Error(`use case ${part.useCase.key} has no part in ${place.accountId}`);
    const isDeployed = deployRoleArn !== null;
    return new UseCasePlaceRecord(this, "Record", {
      prefix: place.prefix,
      place: {
        format: 1,
        useCase: part.useCase.key,
        stage: target.stage,
        account: place.accountId,
        region: place.region,
        bucket: ground.artifacts.bucketName,
        kmsKeyArn: ground.artifacts.keyArn,
        buildRoleArn,
        deployRoleArn,
        stateBucket: isDeployed ? (ground.states?.bucketName ?? null) : null,
        permissionsBoundaryArn: isDeployed ? this.boundaries.runs.arn : null,
        projectId: projectId ?? null,
        subnetIds: [...(target.network?.subnetIds ?? [])],
        securityGroupIds: [...(target.network?.securityGroupIds ?? [])],
        alarmTopicArn: ground.topic.arn,
      },
      dependsOn: this.before,
    }).parameterName;
  }
}
