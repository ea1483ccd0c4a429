import type { App } from "cdktf";
import { keyAlias, stateBucketName } from "../contracts/names";
import type { ResolvedAccount } from "../configuration/model";
import { StateBucket } from "../modules/state-bucket";
import { SmusStack } from "./base";
import type { StageContext } from "./stage-context";

/**
 * Layer `state`, every account with an S3 backend: the bucket that holds the states of the account's stacks, this one's
 * included. `npm run bootstrap` applies it with a local state first and then moves that into the bucket.
 */
export class StateStack extends SmusStack<"state"> {
  constructor(app: App, context: StageContext, account: ResolvedAccount) {
    const props = context.stackProps({ account: account.key, layer: "state" });
    super(app, "state", { ...props, region: context.stateRegion });
    const bucket = new StateBucket(this, "StateBucket", {
      partition: context.partition,
      accountId: account.id,
      bucketName: stateBucketName(context.prefix, account.id, context.stateRegion),
      region: context.stateRegion,
      keyAlias: keyAlias(context.prefix, "state"),
      protect: context.protectsData,
    });
    this.publish({ bucketName: bucket.bucketName, keyArn: bucket.keyArn });
  }
}
