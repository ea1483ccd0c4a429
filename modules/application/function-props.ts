import { CodeFunction } from "../lambda-function";
import { keyArn, type ApplicationPlace } from "./place";

type CodeFunctionProps = ConstructorParameters<typeof CodeFunction>[2];

/** Properties in which the functions of the application differ. */
interface OwnProps
  extends Pick<
    CodeFunctionProps,
    "description" | "code" | "statements" | "environment" | "timeoutSeconds" | "memoryMiB" | "logRetentionDays"
  > {
  readonly place: ApplicationPlace;
  /** Name of the function, and of its role, which layer `foundation` makes. */
  readonly name: string;
}

/** Properties of a function of the application: where it is, its role, its key and its network are the same for all of them. */
export function functionProps({ place, name, ...own }: OwnProps): CodeFunctionProps {
  const { partition, accountId, region, network } = place;
  return {
    ...{ partition, accountId, region, network },
    functionName: name,
    roleName: name,
    roleIsGiven: true,
    logKeyArn: keyArn(place),
    publish: false,
    ...own,
  };
}
