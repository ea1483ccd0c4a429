import type { HttpReply, HttpRequest } from "./service";
import type { Store } from "./store";

/**
 * Bucket policies, kept by the emulator instead of moto.
 *
 * moto enforces bucket policies but ignores their conditions, so "deny what does not come over TLS" denies everything
 * (moto 5.2.1, `iam/access_control.py`). Here they are stored and returned; IAM's judge asks for them ({@link of}).
 */
export class BucketPolicies {
  constructor(private readonly store: Store) {}

  /** The answer to a request about a bucket's policy; undefined for every other S3 request. */
  answer(request: HttpRequest): HttpReply | undefined {
    if (!request.query.has("policy")) return undefined;
    const { policies } = this;
    const bucket = bucketOf(request);
    switch (request.method) {
      case "PUT":
        policies[bucket] = request.body.toString("utf8");
        return { status: 204, headers: {}, body: "" };
      case "DELETE":
        delete policies[bucket];
        return { status: 204, headers: {}, body: "" };
      default: {
        const policy = policies[bucket];
        return policy === undefined ? noSuchPolicy(bucket) : json(policy);
      }
    }
  }

  /** The policy of a bucket as it was put; undefined where there is none. */
  of(bucket: string): string | undefined {
    return this.policies[bucket];
  }

  /** Forgets the policy of a bucket that was deleted: one of the same name that is made later has none. */
  afterDeletion(request: HttpRequest): void {
    if (request.method !== "DELETE" || request.query.size > 0 || keyOf(request) !== "") return;
    delete this.policies[bucketOf(request)];
  }

  /** Bucket names are global: one map for all accounts. */
  private get policies(): Record<string, string> {
    return this.store.state<Record<string, string>>("s3", "global", "global", () => ({}));
  }
}

const bucketOf = ({ path }: HttpRequest): string => path.split("/")[1] ?? "";
const keyOf = ({ path }: HttpRequest): string => path.split("/").slice(2).join("/");

const json = (body: string): HttpReply => ({ status: 200, headers: { "content-type": "application/json" }, body });

const noSuchPolicy = (bucket: string): HttpReply => ({
  status: 404,
  headers: { "content-type": "application/xml" },
  body: `<?xml version="1.0" encoding="UTF-8"?><Error><Code>NoSuchBucketPolicy</Code><Message>The bucket policy does not exist</Message><BucketName>${bucket}</BucketName></Error>`,
});
