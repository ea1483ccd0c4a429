/** Members of shapes, by the name of the shape. */
type Members = Readonly<Record<string, readonly string[]>>;

const OF_CONFIGURATIONS = ["resourceConfigurations", "allowUserProvidedConfigurations"];

/**
 * Members that the service has since botocore 1.43.107 and that the emulator serves. An older model does not know them, and
 * neither does the pinned SDK: it sends none of them, and drops them from what it receives; but for those of unions, of which it
 * sends and returns one as `$unknown`.
 */
export const NEWER_MEMBERS: Members = {
  ConnectionPropertiesInput: ["gitProperties"],
  ConnectionPropertiesOutput: ["gitProperties"],
  ConnectionPropertiesPatch: ["gitProperties"],
  DeleteDomainInput: ["cascadeDelete"],
  GetDomainOutput: ["deleteProgress", "failureReasons"],
  PutEnvironmentBlueprintConfigurationInput: OF_CONFIGURATIONS,
  PutEnvironmentBlueprintConfigurationOutput: OF_CONFIGURATIONS,
  GetEnvironmentBlueprintConfigurationOutput: OF_CONFIGURATIONS,
  EnvironmentBlueprintConfigurationItem: OF_CONFIGURATIONS,
  EnvironmentBlueprintSummary: ["blueprintCategory"],
  GetEnvironmentBlueprintOutput: ["blueprintCategory"],
  AssetScope: ["scopeName"],
};

/** Values of enumerations that the service has since then, by the name of the shape. */
export const NEWER_VALUES: Members = {
  ConnectionType: ["GIT"],
};

/**
 * Members that the model requires and that answers of the service lack: recorded ones (field evidence, section 4, 3), and that of a
 * function without code signing, which LocalStack, whose answers are compared with AWS, and the AWS provider know to be empty.
 */
export const SEEN_ABSENT: Members = {
  GetProjectProfileOutput: ["createdBy"],
  GetAccountPoolOutput: ["createdBy"],
  GetFunctionCodeSigningConfigResponse: ["CodeSigningConfigArn", "FunctionName"],
};

const has = (members: Members, shape: string, member: string): boolean => members[shape]?.includes(member) ?? false;

/** Tells whether a member is newer than the model that lacks it. */
export const isNewer = (shape: string, member: string): boolean => has(NEWER_MEMBERS, shape, member);
/** Tells whether a value is newer than the model whose enumeration lacks it. */
export const isNewerValue = (shape: string, value: string): boolean => has(NEWER_VALUES, shape, value);
/** Tells whether a required member was seen to be absent. */
export const wasSeenAbsent = (shape: string, member: string): boolean => has(SEEN_ABSENT, shape, member);
