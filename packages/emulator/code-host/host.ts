import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Store } from "../store";
import { BareRepository } from "./git/repository";
import type { HostContent, HostDefinition } from "./host-definition";
import {
  emptyState,
  type HostState,
  now,
  type OrganizationRecord,
  type RepositoryRecord,
  type UserRecord,
} from "./state";

/** Parts that a host is made of. */
export interface HostParts {
  readonly definition: HostDefinition;
  readonly store: Store;
  /** Directory of its Git repositories. */
  readonly directory: string;
  /** Variables of git's processes. */
  readonly environment: NodeJS.ProcessEnv;
}

/** A code host: what it remembers, and its Git repositories. */
export class Host {
  /** Addresses on this machine, without a slash at their ends; set once it listens. */
  address = "";
  secureAddress: string | undefined;
  private readonly queues = new Map<number, Promise<unknown>>();

  constructor(private readonly parts: HostParts) {}

  get definition(): HostDefinition {
    return this.parts.definition;
  }

  /** Address that answers name. */
  get url(): string {
    return this.definition.url ?? this.address;
  }

  get state(): HostState {
    return this.parts.store.state("code-host", this.definition.key, "", emptyState);
  }

  /** Says that something changed, so that it gets written. */
  changed(): void {
    this.parts.store.changed();
  }

  nextId(): number {
    return this.state.nextId++;
  }

  user(login: string): UserRecord | undefined {
    return this.state.users.find((user) => same(user.login, login));
  }

  organization(path: string): OrganizationRecord | undefined {
    return this.state.organizations.find((one) => same(one.path, path));
  }

  repository(owner: string, name: string): RepositoryRecord | undefined {
    return this.state.repositories.find((one) => same(one.owner, owner) && same(one.name, name));
  }

  repositoryById(id: number): RepositoryRecord | undefined {
    return this.state.repositories.find((one) => one.id === id);
  }

  /** Git repository of a record. */
  gitOf({ id }: { readonly id: number }): BareRepository {
    return new BareRepository(join(this.parts.directory, `${id}.git`), this.parts.environment);
  }

  /** Makes a repository, on disk first: one that is listed can be cloned. */
  async addRepository(
    wish: Pick<RepositoryRecord, "owner" | "name" | "creator"> & Partial<RepositoryRecord>,
  ): Promise<RepositoryRecord> {
    const record: RepositoryRecord = {
      id: this.nextId(),
      description: null,
      visibility: "private",
      defaultBranch: "main",
      archived: false,
      topics: [],
      settings: {},
      protections: {},
      environments: [],
      variables: [],
      changes: [],
      runs: [],
      teams: {},
      collaborators: {},
      rules: [],
      createdAt: now(),
      updatedAt: now(),
      pushedAt: null,
      ...wish,
    };
    // Its name is taken before anything is waited for: of two who make it at once, one is refused.
    this.state.repositories.push(record);
    await this.exclusively(record.id, () => this.gitOf(record).create(record.defaultBranch));
    this.changed();
    return record;
  }

  removeRepository(record: RepositoryRecord): void {
    this.state.repositories.splice(this.state.repositories.indexOf(record), 1);
    rmSync(this.gitOf(record).directory, { recursive: true, force: true });
    this.changed();
  }

  /** Notes that branches have changed: the first that comes is the default branch of a repository that has none. */
  async pushed(record: RepositoryRecord): Promise<void> {
    const repository = this.gitOf(record);
    if ((await repository.branchHead(record.defaultBranch)) === undefined) {
      const [first] = await repository.refs("refs/heads/");
      if (first === undefined) return;
      record.defaultBranch = first.ref.replace("refs/heads/", "");
      await repository.git(["symbolic-ref", "HEAD", first.ref]);
    }
    record.pushedAt = now();
    this.changed();
  }

  /** Carries out one thing after the other in a repository. */
  async exclusively<T>(id: number, work: () => Promise<T>): Promise<T> {
    const before = this.queues.get(id) ?? Promise.resolve();
    const result = before.then(work);
    this.queues.set(
      id,
      result.catch(() => undefined),
    );
    return result;
  }

  /** Adds users, organizations, teams, tokens and apps; those that are there are replaced. */
  add(content: HostContent): void {
    for (const { login, name = login, email = `${login}@example.com` } of content.users ?? [])
      put(this.state.users, { id: this.nextId(), login, name, email, createdAt: now() }, "login");
    for (const { path, name = path, owners = [], members = {} } of content.organizations ?? []) {
      const all = { ...members, ...Object.fromEntries(owners.map((login) => [login, 50])) };
      put(this.state.organizations, { id: this.nextId(), path, name, members: all, createdAt: now() }, "path");
    }
    for (const { organization, slug, members = [] } of content.teams ?? [])
      put(this.state.teams, { id: this.nextId(), organization, slug, members: [...members] }, "organization", "slug");
    for (const token of content.tokens ?? []) put(this.state.tokens, token, "token");
    for (const app of content.apps ?? []) put(this.state.apps, app, "id");
    this.changed();
  }

  /** Forgets everything. */
  reset(): void {
    for (const list of Object.values(this.state)) if (Array.isArray(list)) list.length = 0;
    this.queues.clear();
    rmSync(this.parts.directory, { recursive: true, force: true });
    this.changed();
  }
}

/** Names of both families are the same in capitals and small letters. */
const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Puts an entry into a list, in place of the one with the same keys, whose id it keeps. */
function put<T extends object>(list: T[], entry: T, ...keys: (keyof T)[]): void {
  const index = list.findIndex((one) => keys.every((key) => one[key] === entry[key]));
  if (index < 0) list.push(entry);
  else list[index] = { ...entry, ...("id" in list[index] ? { id: list[index].id } : {}) };
}
