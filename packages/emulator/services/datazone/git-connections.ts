import type { CreateConnectionCommandInput } from "@aws-sdk/client-datazone";
import { validationError } from "../../errors";
import type { Call } from "../../service";
import { connectionOfArn } from "../codeconnections/found";

/** Properties of a connection to a repository; the pinned SDK and botocore 1.43.11 do not have them. */
type GitProperties = Readonly<Record<string, string | undefined>>;

/**
 * Members with their patterns, each of at most 256 characters.
 *
 * @see https://docs.aws.amazon.com/datazone/latest/APIReference/API_GitPropertiesInput.html
 */
const MEMBERS = {
  codeConnectionArn: /^arn:aws[^:]*:(codeconnections|codestar-connections):[a-z0-9-]+:\d{12}:connection\/[a-f0-9-]+$/,
  repositoryId: /^[a-zA-Z0-9._-]+(\/[a-zA-Z0-9._-]+)+$/,
  defaultBranch: /^[a-zA-Z0-9._/-]+$/,
};

/** @see https://docs.aws.amazon.com/datazone/latest/APIReference/API_GitPropertiesPatch.html */
const CHANGEABLE = ["codeConnectionArn", "defaultBranch"];

const FOR_PROJECTS = "for-use-with-all-datazone-projects";

/** Properties of a repository in a request; undefined for connections to anything else. */
export function gitPropertiesOf(props: unknown): GitProperties | undefined {
  return (props as { readonly gitProperties?: GitProperties } | undefined)?.gitProperties;
}

/** Refuses what the service's model refuses of a repository, and a connection to its provider that projects cannot use. */
export function refuseUnusableGit(
  props: CreateConnectionCommandInput["props"],
  call: Call,
  change: "create" | "update",
): void {
  const given = gitPropertiesOf(props);
  if (given === undefined) return;
  refuseMembers(given, change);
  const { codeConnectionArn: arn } = given;
  if (arn === undefined) return;
  const found = connectionOfArn(call.emulator.store, arn);
  if (found === undefined) throw validationError(`Code connection ${arn} does not exist`);
  if (found.tags[FOR_PROJECTS] !== "true")
    throw validationError(`Code connection ${arn} lacks the tag ${FOR_PROJECTS}`);
  if (found.status !== "AVAILABLE") throw validationError(`Code connection ${arn} is ${found.status}`);
}

function refuseMembers(given: GitProperties, change: "create" | "update"): void {
  const allowed = change === "create" ? Object.keys(MEMBERS) : CHANGEABLE;
  const other = Object.keys(given).find((name) => !allowed.includes(name));
  if (other !== undefined) throw validationError(`gitProperties.${other}: unknown member`);
  for (const name of allowed as (keyof typeof MEMBERS)[]) {
    const value = given[name];
    if (value === undefined && change === "create") throw validationError(`gitProperties.${name}: required`);
    if (value !== undefined && !(MEMBERS[name].test(value) && value.length <= 256))
      throw validationError(`gitProperties.${name}: ${JSON.stringify(value)} does not match ${MEMBERS[name].source}`);
  }
}
