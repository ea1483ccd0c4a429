import type { KnownDecision } from "./known-decision";
import type {
  DomainView,
  KnownFilter,
  KnownGrant,
  KnownListing,
  KnownPrincipal,
  KnownProject,
  KnownRequest,
  KnownSubscription,
  Subscriber,
} from "./view";

/** Choices that reports depend on. */
export interface ReportOptions {
  /** Time of the report (ISO 8601, UTC). */
  readonly now: string;
  /** Days after which a request that nobody has decided is reported. */
  readonly requestDays: number;
  /** Hours after which a grant or a revocation that is not finished is reported, and an approval without a grant. */
  readonly grantHours: number;
  /** Names of the projects that the configuration keeps, in all stages of the domain; names are unique in a domain. */
  readonly standing: readonly string[];
}

/** A project that the application made, as its own records have it. */
export interface KnownLifetime {
  readonly projectId: string;
  /** Time at which the project ends; absent where it does not. */
  readonly endsAt?: string;
}

/** Everything that reports are made of. */
export interface ReportInput {
  readonly view: DomainView;
  readonly decisions: readonly KnownDecision[];
  readonly lifetimes: readonly KnownLifetime[];
  readonly options: ReportOptions;
}

const byId = <T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> =>
  new Map(items.map((item) => [item.id, item]));

/** All that was read, found by ids. */
export class Directory {
  public readonly view: DomainView;
  public readonly options: ReportOptions;
  public readonly projects: ReadonlyMap<string, KnownProject>;
  public readonly requests: ReadonlyMap<string, KnownRequest>;
  public readonly subscriptions: ReadonlyMap<string, KnownSubscription>;
  public readonly decisions: ReadonlyMap<string, KnownDecision>;
  private readonly principals: ReadonlyMap<string, KnownPrincipal>;
  private readonly units: ReadonlyMap<string, DomainView["units"][number]>;
  private readonly filters: ReadonlyMap<string, KnownFilter>;
  private readonly grants = new Map<string, KnownGrant[]>();
  private readonly lifetimes: ReadonlyMap<string, KnownLifetime>;

  public constructor({ view, decisions, lifetimes, options }: ReportInput) {
    this.view = view;
    this.options = options;
    this.projects = byId(view.projects);
    this.requests = byId(view.requests);
    this.subscriptions = byId(view.subscriptions);
    this.principals = byId(view.principals);
    this.units = byId(view.units);
    this.filters = byId(view.filters);
    this.decisions = new Map(decisions.map((decision) => [decision.requestId, decision]));
    this.lifetimes = new Map(lifetimes.map((lifetime) => [lifetime.projectId, lifetime]));
    for (const grant of view.grants) {
      const known = this.grants.get(grant.subscriptionId);
      if (known === undefined) this.grants.set(grant.subscriptionId, [grant]);
      else known.push(grant);
    }
  }

  /** A profile; one that was not read is known by its id alone. */
  public principal(id: string): KnownPrincipal {
    return this.principals.get(id) ?? { id, kind: "unknown", name: id };
  }

  /** Names of profiles; several have ", " between them. */
  public names(ids: readonly string[]): string {
    return ids.map((id) => this.principal(id).name).join(", ");
  }

  /** Name of a project; its id where the project is gone or was not read. */
  public projectName(id: string): string {
    return this.projects.get(id)?.name ?? id;
  }

  /** Units from the root to a unit, as `root / finance / reporting`; its id where it was not read. */
  public unitPath(id: string): string {
    const path: string[] = [];
    const seen = new Set<string>();
    for (let at: string | undefined = id; at !== undefined && !seen.has(at); at = this.units.get(at)?.parentId) {
      seen.add(at);
      path.unshift(this.units.get(at)?.name ?? at);
    }
    return path.join(" / ");
  }

  /** Unit of a project; absent where the project is gone. */
  public unitOfProject(id: string): string | undefined {
    const project = this.projects.get(id);
    return project === undefined ? undefined : this.unitPath(project.unitId);
  }

  /** Id of a project's unit; absent where the project is gone. */
  public unitIdOfProject(id: string): string | undefined {
    return this.projects.get(id)?.unitId;
  }

  /** Grants of a subscription. */
  public grantsOf(subscriptionId: string): readonly KnownGrant[] {
    return this.grants.get(subscriptionId) ?? [];
  }

  /** A filter; absent where it could not be read. */
  public filter(id: string): KnownFilter | undefined {
    return this.filters.get(id);
  }

  /** Tells whether the application has made the project, by its own records. */
  public isAskedFor(projectId: string): boolean {
    return this.lifetimes.has(projectId);
  }

  /** Time at which a project ends; absent where it does not, or where that is not known. */
  public endOf(projectId: string): string | undefined {
    return this.lifetimes.get(projectId)?.endsAt;
  }

  /** Name of a subscriber; its id where none is known. */
  public subscriberName({ kind, id, name }: Subscriber): string {
    if (kind === "project") return this.projects.get(id)?.name ?? name ?? id;
    return name ?? this.principal(id).name;
  }

  /** Every asset that is published, asked for or subscribed to, once. */
  public listings(): readonly KnownListing[] {
    const { published, requests, subscriptions } = this.view;
    const all = [...published, ...[...subscriptions, ...requests].map(({ listing }) => listing)];
    // What is published now counts before what was asked for once.
    return [...new Map([...all].reverse().map((listing) => [listing.listingId, listing])).values()];
  }
}
