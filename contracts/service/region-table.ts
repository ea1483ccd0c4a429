/**
 * Regions with their Availability Zones and endpoint services, as data: rules, defaults and the emulator read it from here. The
 * emulator, which imports nothing of the rest, has a copy of this file; a test compares the two.
 *
 * As of November 2026. Sources: Regions, partitions and opt-in from botocore 1.43 (`partitions.json`) and
 * https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html; zones from moto 5.2.1, which recorded
 * DescribeAvailabilityZones, and https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html;
 * endpoint services from https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html and the
 * table of names and prefixes of AWS CDK (`aws-ec2/lib/vpc-endpoint.ts`).
 */

/** Facts about a Region. */
export interface RegionFacts {
  /** Letters of the zones that a new account sees; empty where they differ from account to account. */
  readonly zones: string;
  /** Letters of zones that some accounts see beside those. */
  readonly otherZones?: string;
  /** True where an account has to enable the Region before it can use it. */
  readonly optIn?: true;
  /** Year in which the Region was opened, as far as services depend on it. */
  readonly opened?: number;
}

/** Every Region of the partitions `aws`, `aws-cn` and `aws-us-gov`. */
export const REGION_TABLE: Readonly<Record<string, RegionFacts>> = {
  "af-south-1": { zones: "abc", optIn: true },
  "ap-east-1": { zones: "abc", optIn: true },
  "ap-east-2": { zones: "abc", optIn: true, opened: 2025 },
  "ap-northeast-1": { zones: "acd", otherZones: "b" },
  "ap-northeast-2": { zones: "abcd" },
  "ap-northeast-3": { zones: "abc" },
  "ap-south-1": { zones: "abc" },
  "ap-south-2": { zones: "abc", optIn: true },
  "ap-southeast-1": { zones: "abc" },
  "ap-southeast-2": { zones: "abc" },
  "ap-southeast-3": { zones: "abc", optIn: true },
  "ap-southeast-4": { zones: "abc", optIn: true },
  "ap-southeast-5": { zones: "abc", optIn: true, opened: 2024 },
  "ap-southeast-6": { zones: "abc", optIn: true, opened: 2025 },
  "ap-southeast-7": { zones: "abc", optIn: true, opened: 2025 },
  "ca-central-1": { zones: "abd" },
  "ca-west-1": { zones: "abc", optIn: true },
  "cn-north-1": { zones: "ab", otherZones: "cd" },
  "cn-northwest-1": { zones: "abc" },
  "eu-central-1": { zones: "abc" },
  "eu-central-2": { zones: "abc", optIn: true },
  "eu-north-1": { zones: "abc" },
  "eu-south-1": { zones: "abc", optIn: true },
  "eu-south-2": { zones: "abc", optIn: true },
  "eu-west-1": { zones: "abc" },
  "eu-west-2": { zones: "abc" },
  "eu-west-3": { zones: "abc" },
  "il-central-1": { zones: "abc", optIn: true },
  "me-central-1": { zones: "abc", optIn: true },
  "me-south-1": { zones: "abc", optIn: true },
  "mx-central-1": { zones: "abc", optIn: true, opened: 2025 },
  "sa-east-1": { zones: "abc" },
  "us-east-1": { zones: "abcdef" },
  "us-east-2": { zones: "abc" },
  "us-gov-east-1": { zones: "abc" },
  "us-gov-west-1": { zones: "abc" },
  // An account sees two of the three, and which two differs.
  "us-west-1": { zones: "", otherZones: "abc" },
  "us-west-2": { zones: "abcd" },
};

/**
 * Services with interface endpoints, without the prefix of their names. Those of FIPS (`<service>-fips`), which exist in the
 * United States and in Canada, are not listed.
 */
export const ENDPOINT_SERVICES: readonly string[] = (
  "access-analyzer account acm acm-pca airflow.api airflow.env airflow.ops analytics-omics apigateway app-integrations " +
  "appconfig appconfigdata application-autoscaling application-signals applicationinsights appmesh " +
  "appmesh-envoy-management apprunner apprunner.requests appstream.api appstream.streaming appsync-api apptest aps " +
  "aps-workspaces arsenal-discovery athena auditmanager autoscaling autoscaling-plans awsconnector b2bi backup " +
  "backup-gateway batch bcm-data-exports bcm-pricing-calculator bedrock bedrock-agent bedrock-agent-runtime " +
  "bedrock-agentcore bedrock-agentcore.gateway bedrock-data-automation bedrock-data-automation-runtime bedrock-mantle " +
  "bedrock-runtime billing billingconductor braket cases cassandra cassandra-streams ce cleanrooms cleanrooms-ml " +
  "cloudcontrolapi clouddirectory cloudformation cloudhsmv2 cloudtrail codeartifact.api codeartifact.repositories " +
  "codebuild codecommit codeconnections.api codedeploy codedeploy-commands-secure codeguru-profiler codeguru-reviewer " +
  "codepipeline codestar-connections.api codewhisperer cognito-identity cognito-idp comprehend comprehendmedical " +
  "compute-optimizer config connect-campaigns console control-storage-omics controlcatalog cost-optimization-hub " +
  "data-servicediscovery databrew dataexchange datasync datazone deadline.management deadline.scheduling " +
  "deviceadvisor.iot devops-guru dicom-medical-imaging discovery dms drs ds ds-data dsql dynamodb dynamodb-streams ebs " +
  "ec2 ec2messages ecr.api ecr.dkr ecs ecs-agent ecs-telemetry eks eks-auth elasticache elasticbeanstalk " +
  "elasticbeanstalk-health elasticfilesystem elasticloadbalancing elasticmapreduce email email-smtp emr-containers " +
  "emr-serverless emr-serverless-services.livy emr-serverless.dashboard emrwal.prod entityresolution events evidently " +
  "evidently-dataplane execute-api finspace finspace-api firehose fis forecast forecastquery frauddetector freetier fsx " +
  "geo.geofencing geo.maps geo.metadata geo.places geo.routes geo.tracking git-codecommit glue glue.dashboard grafana " +
  "grafana-workspace greengrass groundstation guardduty guardduty-data healthlake identitystore imagebuilder " +
  "inspector-scan inspector2 internetmonitor invoicing iot.credentials iot.data iot.fleethub.api iotfleetwise " +
  "iotsitewise.api iotsitewise.data iottwinmaker.api iottwinmaker.data iotwireless.api kafka kafkaconnect kendra " +
  "kendra-ranking kinesis-firehose kinesis-streams kinesisanalytics kms lakeformation lambda launchwizard " +
  "license-manager license-manager-linux-subscriptions license-manager-user-subscriptions logs lookoutequipment " +
  "lookoutmetrics lookoutvision lorawan.cups lorawan.lns m2 macie2 mail-manager managedblockchain-query mediaconnect " +
  "medical-imaging memory-db mgn migrationhub-orchestrator migrationhub-strategy models-v2-lex monitoring mq " +
  "neptune-graph neptune-graph-data network-firewall networkflowmonitor networkflowmonitorreports networkmonitor " +
  "observabilityadmin organizations outposts panorama payment-cryptography.controlplane payment-cryptography.dataplane " +
  "pca-connector-ad pca-connector-scep pcs personalize personalize-events personalize-runtime pi pinpoint " +
  "pinpoint-sms-voice-v2 pipes pipes-data polly pricing.api private-networks profile proton q qapps qbusiness " +
  "qldb.session quicksight-website ram rbin rds rds-data redshift redshift-data redshift-serverless refactor-spaces " +
  "rekognition repostspace resource-groups robomaker rolesanywhere rum rum-dataplane runtime-medical-imaging " +
  "runtime-v2-lex s3 s3-outposts s3tables s3vectors sagemaker-data-science-assistant sagemaker-geospatial sagemaker.api " +
  "sagemaker.experiments sagemaker.featurestore-runtime sagemaker.metrics sagemaker.notebook sagemaker.partner-app " +
  "sagemaker.runtime sagemaker.studio scheduler schemas scn secretsmanager securityhub securitylake serverlessrepo " +
  "service.user-subscriptions servicecatalog servicecatalog-appregistry servicediscovery shield signin simspaceweaver " +
  "sms snow-device-management sns social-messaging sqlworkbench sqlworkbench-v2 sqs ssm ssm-contacts ssm-incidents " +
  "ssm-quicksetup ssmmessages states storage-omics storagegateway streaming-rekognition sts swf sync-states synthetics " +
  "tagging tags-omics tax textract thinclient.api timestream-influxdb tnb transcribe transcribestreaming transfer " +
  "transfer.server translate trustedadvisor verifiedpermissions voiceid vpc-lattice wafv2 wellarchitected wisdom " +
  "workflows-omics workmail workspaces workspaces-web xray"
).split(" ");

/**
 * Services that are offered in these Regions only.
 *
 * `q`: https://docs.aws.amazon.com/amazonq/latest/qdeveloper-ug/vpc-interface-endpoints.html with the Regions of profiles.
 */
export const ENDPOINT_REGIONS: Readonly<Record<string, readonly string[]>> = {
  codewhisperer: ["us-east-1"],
  q: ["us-east-1", "eu-central-1", "us-gov-east-1", "us-gov-west-1"],
};

/**
 * Services that Regions opened in or after this year do not offer.
 *
 * @see https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-setting-up-messageAPIs.html
 */
export const ENDPOINTS_UNTIL: Readonly<Record<string, number>> = { ec2messages: 2024 };

/** Beginnings of the full names of services, where it is not `com.amazonaws.<Region>.`; `{region}` stands for the Region. */
export const ENDPOINT_NAMES: Readonly<Record<string, string>> = {
  "bcm-data-exports": "aws.api.{region}.bcm-data-exports",
  "cassandra-streams": "api.aws.{region}.cassandra-streams",
  freetier: "aws.api.{region}.freetier",
  "kendra-ranking": "aws.api.{region}.kendra-ranking",
  qbusiness: "aws.api.{region}.qbusiness",
  "sagemaker.experiments": "aws.sagemaker.{region}.experiments",
  "sagemaker.notebook": "aws.sagemaker.{region}.notebook",
  "sagemaker.partner-app": "aws.sagemaker.{region}.partner-app",
  "sagemaker.studio": "aws.sagemaker.{region}.studio",
};

/** Services whose full names begin `cn.com.amazonaws.` in China's Regions; those of the others begin `com.amazonaws.` there, too. */
export const CHINA_PREFIXED: readonly string[] = (
  "account application-autoscaling appmesh-envoy-management athena autoscaling awsconnector backup batch cassandra " +
  "cloudcontrolapi cloudformation codedeploy-commands-secure databrew dms ebs ec2 ecr.api ecr.dkr eks elasticache " +
  "elasticbeanstalk elasticfilesystem elasticfilesystem-fips emr-containers execute-api fsx imagebuilder iot.data " +
  "iotsitewise.api iotsitewise.data kinesis-streams lambda license-manager monitoring polly rds redshift redshift-data s3 " +
  "sagemaker.api sagemaker.featurestore-runtime sagemaker.runtime securityhub servicecatalog sms sqs states sts " +
  "sync-states synthetics transcribe transcribestreaming transfer workspaces xray"
).split(" ");
