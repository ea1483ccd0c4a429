import type { AccessFacts, GivenAccess } from "../../../../governance/access-rules";
import type { AccessCatalog, AccessView, GrantView, RequestView } from "../../../../governance/access";

/** Fate of one call of the service. */
export type Fate = "works" | "fails-before" | "fails-after";

interface State {
  request?: RequestView;
  subscription?: { status: "APPROVED" | "REVOKED"; filterIds: readonly string[] };
  grants: GrantView[];
  targets: { id: string; environmentId: string }[];
}

/** One request of a service that can be slow, lag behind, lose answers, and be acted on by others. */
export class SimulatedService implements AccessCatalog {
  state: State;
  /** Decisions that took effect, with whether the application made them. */
  readonly decisions: {
    readonly outcome: "approve" | "reject";
    readonly ours: boolean;
    readonly filterIds: readonly string[];
  }[] = [];
  /** Fates of the calls to come; what is left out works. */
  fates: Fate[] = [];
  /** Looks that answer what was there before the last change. */
  lag = 0;
  /** True while new grants fail. */
  grantsFail = false;
  mayNotGrant = false;
  filterAnswer: "valid" | "pending" | "invalid" = "valid";
  private before: State;

  constructor(
    private readonly known: AccessFacts,
    targets: State["targets"] = [{ id: "target", environmentId: "environment" }],
  ) {
    this.state = {
      request: {
        id: "request",
        status: "PENDING",
        requester: "engineer",
        assetId: "asset",
        assetType: "amazon.datazone.GlueTableAssetType",
        listingId: "listing",
        consumerProjectId: "consumer",
        producerProjectId: "producer",
        askedAt: "2026-10-31T00:00:00.000Z",
        reason: "Reports",
        names: { asset: "Customers", consumerProject: "Marketing", producerProject: "Sales" },
        decisionComment: "",
      },
      grants: [],
      targets,
    };
    this.before = structuredClone(this.state);
  }

  look(_requestId: string, subscriptionId: string | undefined): Promise<AccessView> {
    return this.call(() => {
      const state = this.lag > 0 ? this.before : this.state;
      if (this.lag > 0) this.lag--;
      const { request, subscription, grants, targets } = structuredClone(state);
      const isReached = request !== undefined || subscriptionId !== undefined;
      return {
        request,
        subscription: subscription && isReached ? { id: "subscription", ...subscription, grants, targets } : undefined,
      };
    });
  }

  facts(): Promise<AccessFacts> {
    return this.call(() => this.known);
  }

  filters(_request: RequestView, access: GivenAccess): ReturnType<AccessCatalog["filters"]> {
    return this.call(() => {
      if (this.filterAnswer === "pending") return undefined;
      if (this.filterAnswer === "invalid") return { problem: { kind: "filter-invalid", cause: "no such column" } };
      return { ids: [...(access.rows === "all" ? [] : ["rows"]), ...(access.columns === "all" ? [] : ["columns"])] };
    });
  }

  accept(_request: RequestView, { comment, filterIds }: Parameters<AccessCatalog["accept"]>[1]): Promise<void> {
    return this.call(() => this.decide("approve", comment, true, filterIds));
  }

  reject(_request: RequestView, comment: string): Promise<void> {
    return this.call(() => this.decide("reject", comment, true));
  }

  grant(_subscriptionId: string, { targetId }: { readonly targetId: string }): ReturnType<AccessCatalog["grant"]> {
    return this.call(() => {
      if (this.mayNotGrant) return { kind: "grant-refused", cause: "not a member" } as const;
      this.change((state) => this.addGrant(state, targetId));
      return undefined;
    });
  }

  revoke(): Promise<void> {
    return this.call(() =>
      this.change((state) => {
        if (state.subscription !== undefined) state.subscription.status = "REVOKED";
      }),
    );
  }

  /** A decision, by the application or in the portal; only the first has an effect. */
  decide(outcome: "approve" | "reject", comment: string, ours: boolean, filterIds: readonly string[] = []): void {
    this.change((state) => {
      if (state.request?.status !== "PENDING") return;
      this.decisions.push({ outcome, ours, filterIds });
      state.request = {
        ...state.request,
        status: outcome === "approve" ? "ACCEPTED" : "REJECTED",
        decisionComment: comment,
      };
      if (outcome === "reject") return;
      state.subscription = { status: "APPROVED", filterIds };
      for (const { id } of state.targets) this.addGrant(state, id);
    });
  }

  /** Time in which the service works: grants complete, and those of revoked subscriptions go. */
  work(): void {
    this.change((state) => {
      if (state.subscription?.status === "REVOKED") state.grants = [];
      state.grants = state.grants.map((grant) =>
        grant.status !== "PENDING"
          ? grant
          : this.grantsFail
            ? { ...grant, status: "GRANT_FAILED", cause: "no permission" }
            : { ...grant, status: "COMPLETED" },
      );
    });
  }

  /** Somebody mends what made grants fail: the service grants again. */
  mend(): void {
    this.grantsFail = false;
    this.change((state) => {
      state.grants = state.grants.map((grant) => ({ ...grant, status: "PENDING", cause: "" }));
    });
  }

  change(change: (state: State) => void): void {
    this.before = structuredClone(this.state);
    change(this.state);
  }

  private addGrant(state: State, targetId: string): void {
    if (state.subscription?.status !== "APPROVED" || state.grants.some((grant) => grant.targetId === targetId)) return;
    state.grants.push({ id: `grant-${targetId}`, status: "PENDING", cause: "", targetId });
  }

  private call<T>(work: () => T): Promise<T> {
    const fate = this.fates.shift() ?? "works";
    if (fate === "fails-before") return Promise.reject(new Error("the service is busy"));
    const answer = work();
    return fate === "works" ? Promise.resolve(answer) : Promise.reject(new Error("the answer was lost"));
  }
}
