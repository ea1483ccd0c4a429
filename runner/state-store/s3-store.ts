import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { s3ClientAs } from "../../aws/clients/s3";
import { AssumeRoleError } from "../../aws/credentials";
import { isNotFound, statusOf } from "../../aws/faults";
import { explained } from "../../aws/known-texts";
import { allPages } from "../../aws/pages";
import { RunnerError, messageOf } from "../errors";
import type { StackBackend } from "../synthesis";

/** The S3 form of a stack's backend: which bucket, and how to reach it. */
export type S3Backend = Extract<StackBackend, { kind: "s3" }>;

/** Operations of the runner on a state bucket, beside those of terraform. */
export interface StateStore {
  exists(): Promise<boolean>;
  /** Keys below a prefix. */
  list(prefix: string): Promise<string[]>;
  /** Text of an object; undefined where there is none. */
  read(key: string): Promise<string | undefined>;
  /** Time at which an object was last written; undefined where there is none. */
  writtenAt(key: string): Promise<Date | undefined>;
  write(key: string, text: string): Promise<void>;
  /** Deletes an object; earlier versions stay. One that does not exist is fine. */
  remove(key: string): Promise<void>;
  /** Deletes every object, every version and every delete marker; returns how many. */
  empty(): Promise<number>;
}

/** Opens the bucket of a backend. */
export type OpenStateStore = (backend: S3Backend) => StateStore;

/** State stores on S3 with the role that the backend assumes. Clients honour `AWS_ENDPOINT_URL` and its S3 and STS forms. */
export function s3StateStores(environment: NodeJS.ProcessEnv): OpenStateStore {
  const clients = new Map<string, S3Client>();
  return (backend) => {
    const identity = JSON.stringify([backend.region, backend.roleArn, backend.externalId]);
    const client = (): S3Client => {
      const known = clients.get(identity) ?? s3ClientAs(backend, environment, "smus-bootstrap");
      clients.set(identity, known);
      return known;
    };
    return new S3StateStore(backend.bucket, client);
  };
}

class S3StateStore implements StateStore {
  constructor(
    private readonly bucket: string,
    private readonly client: () => S3Client,
  ) {}

  async exists(): Promise<boolean> {
    return (
      (await this.unlessMissing(async (client) => client.send(new HeadBucketCommand({ Bucket: this.bucket })))) !==
      undefined
    );
  }

  async list(prefix: string): Promise<string[]> {
    const keys = await this.unlessMissing(async (client) => {
      const list = { Bucket: this.bucket, Prefix: prefix };
      const objects = await allPages(
        (ContinuationToken) => client.send(new ListObjectsV2Command({ ...list, ContinuationToken })),
        (page) => page.Contents,
      );
      return objects.flatMap(({ Key }) => Key ?? []);
    });
    return keys ?? [];
  }

  read(key: string): Promise<string | undefined> {
    return this.unlessMissing(async (client) => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: this.bucket, Key: key }));
      return (await Body?.transformToString()) ?? "";
    });
  }

  writtenAt(key: string): Promise<Date | undefined> {
    return this.unlessMissing(async (client) => {
      const { LastModified } = await client.send(new HeadObjectCommand({ Bucket: this.bucket, Key: key }));
      return LastModified;
    });
  }

  async write(key: string, text: string): Promise<void> {
    const object = { Bucket: this.bucket, Key: key, Body: text, ContentType: "application/json" };
    await this.asRole((client) => client.send(new PutObjectCommand(object)));
  }

  async remove(key: string): Promise<void> {
    await this.unlessMissing((client) => client.send(new DeleteObjectCommand({ Bucket: this.bucket, Key: key })));
  }

  async empty(): Promise<number> {
    let deleted = 0;
    for (;;) {
      const page = await this.asRole((client) => client.send(new ListObjectVersionsCommand({ Bucket: this.bucket })));
      const entries = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
      const objects = entries.map(({ Key, VersionId }) => ({ Key: Key ?? "", VersionId }));
      if (objects.length === 0) return deleted;
      const request = { Bucket: this.bucket, Delete: { Objects: objects, Quiet: true } };
      const { Errors } = await this.asRole((client) => client.send(new DeleteObjectsCommand(request)));
      const refused = Errors?.[0];
      if (refused !== undefined)
        throw new RunnerError(`${this.bucket}: ${refused.Key} cannot be deleted: ${refused.Message}`);
      deleted += objects.length;
    }
  }

  /** Asks with the credentials of the backend's role, which renew themselves in the middle of a run. */
  private async asRole<T>(ask: (client: S3Client) => Promise<T>): Promise<T> {
    try {
      return await ask(this.client());
    } catch (error) {
      if (error instanceof AssumeRoleError) throw new RunnerError(error.message, undefined, { cause: error });
      throw error;
    }
  }

  /** A missing bucket or object is an answer here; everything else names the bucket. */
  private async unlessMissing<T>(ask: (client: S3Client) => Promise<T>): Promise<T | undefined> {
    try {
      return await this.asRole(ask);
    } catch (error) {
      const status = statusOf(error);
      if (status === 404 || isNotFound(error)) return undefined;
      if (error instanceof RunnerError) throw error;
      const denied = status === 403 ? " (a bucket of this name in another account, or the role may not read it)" : "";
      throw new RunnerError(explained(`state bucket ${this.bucket}: ${messageOf(error)}${denied}`), undefined, {
        cause: error,
      });
    }
  }
}
