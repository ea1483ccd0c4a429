import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { KeyInUse } from "../../contracts/encryption-key";
import { attributeOf } from "../expression";

/** AWS's policies for projects let roles use customer managed keys that carry this tag, and no others. */
export const DATAZONE_KEY_TAGS: Readonly<Record<string, string>> = { EnableKeyForAmazonDataZone: "true" };

/** Properties of {@link EncryptionKey}. */
export interface EncryptionKeyProps {
  /** Alias with its prefix: `alias/smus-data`, see `keyAlias` of `contracts/names`. Changing this replaces the alias only. */
  readonly alias: string;
  readonly description: string;
  /**
   * The whole key policy. KMS knows no partial policies: what is not in this document is gone after an apply, so
   * everybody who needs the key is collected by the stack that owns it.
   */
  readonly policy: string;
  /** Refuse to destroy the key: what it encrypted is lost with it. */
  readonly protect: boolean;
  /**
   * Days between the destruction of the key and the loss of what it encrypted, 7 to 30.
   *
   * @default 30
   */
  readonly deletionWindowDays?: number;
  /**
   * Tags beside the provider's default tags.
   *
   * @default - none
   */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Provider of another Region than the stack's.
   *
   * @default - the stack's
   */
  readonly provider?: AwsProvider;
}

/**
 * A symmetric customer managed key that rotates every year, and its alias.
 *
 * Creates an `aws_kms_key` and an `aws_kms_alias` in the account and Region of the provider. Guard: `prevent_destroy`
 * where `protect` is set.
 */
export class EncryptionKey extends Construct {
  /** Expression of the key's ARN: AWS chooses the id, so no plan knows it before the key exists. */
  public readonly arn: string;
  /** Expression of the key's id. */
  public readonly keyId: string;
  public readonly alias: string;
  public readonly dependable: ITerraformDependable;
  public readonly dependables: readonly ITerraformDependable[];

  /** The key as what it encrypts takes it. */
  public get inUse(): KeyInUse {
    return { type: "created", arn: this.arn };
  }

  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    const key = new KmsKey(this, "Resource", {
      description: props.description,
      policy: props.policy,
      enableKeyRotation: true,
      deletionWindowInDays: props.deletionWindowDays ?? 30,
      tags: props.tags,
      provider: props.provider,
      lifecycle: { preventDestroy: props.protect },
    });
    const alias = new KmsAlias(this, "Alias", {
      name: props.alias,
      targetKeyId: key.keyId,
      provider: props.provider,
    });
    this.arn = attributeOf(key, "arn");
    this.keyId = attributeOf(key, "key_id");
    this.alias = props.alias;
    this.dependable = key;
    this.dependables = [key, alias];
  }
}
