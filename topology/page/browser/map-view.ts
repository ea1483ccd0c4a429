import type { AccountItem, DomainItem, ShareItem, StageItem } from "../../model/data";
import { h } from "../../../pages/browser/dom";
import type { PageContext } from "./page-context";
import { changeMark, selectButton } from "./parts";
import { reachedAccounts } from "./reach";
import { ASSOCIATIONS, blueprintCount, businessUnitOf, plural } from "./words";

/** Associations that a card names; the lines say the rest. */
const SAID = ["invitation", "owner", "elsewhere"];
/** Above this many accounts cards are one line each. */
const CARDS = 60;

/**
 * Accounts by stage (columns) and business unit (rows), each domain on top of its stages.
 *
 * The lines are the shares: from the domain down to each stage that has one, and on to every account that it associates.
 * They are drawn by the style sheet along the edges, so that they cannot cross, whatever the number of accounts.
 */
export function mapView(context: PageContext): HTMLElement {
  const { directory, filter, place } = context;
  const accounts = filter.apply(directory.topology.accounts, place);
  const domains = directory.topology.domains.flatMap((domain) => domainMap(context, domain, accounts) ?? []);
  return h(
    "div",
    { class: accounts.length > CARDS ? "map compact" : "map" },
    legend(),
    domains.length === 0 ? h("p", { class: "empty" }, "No account fits the filter.") : domains,
  );
}

function legend(): HTMLElement {
  const line = (className: string, text: string) =>
    h("li", {}, h("span", { class: `sample ${className}`, "aria-hidden": "true" }), text);
  return h(
    "ul",
    { class: "legend", "aria-label": "Legend" },
    line("shared", "shared with the account"),
    line("invited", "shared, the account accepts an invitation"),
    line("unshared", "nothing is shared"),
  );
}

function domainMap(
  context: PageContext,
  domain: DomainItem,
  accounts: readonly AccountItem[],
): HTMLElement | undefined {
  const { directory } = context;
  const stages = domain.stages
    .map((name) => ({ stage: directory.stage(name), own: accounts.filter((account) => account.stage === name) }))
    .map(({ stage, own }) => ({ stage, own: own.filter((account) => !account.governance || account.association) }))
    .filter(({ own }) => own.length > 0);
  const governance = accounts.some(({ id }) => id === domain.governanceAccount.id);
  if (stages.length === 0 && !governance) return undefined;
  const units = [...new Set(stages.flatMap(({ own }) => own.map(businessUnitOf)))].sort(unnamedLast);
  const lastShared = stages.findLastIndex(({ stage }) => stage.share !== undefined);
  const lanes = h(
    "div",
    { class: "lanes" },
    stages.map(({ stage, own }, index) => lane(context, stage, own, units, index <= lastShared, index < lastShared)),
  );
  lanes.style.setProperty("--stages", String(stages.length));
  lanes.style.setProperty("--units", String(units.length));
  return h(
    "section",
    { class: "domain", "aria-label": `Domain ${domain.name}` },
    domainBox(context, domain),
    stages.length === 0 ? h("p", { class: "empty" }, "No member accounts.") : lanes,
  );
}

function domainBox(context: PageContext, domain: DomainItem): HTMLElement {
  const { governanceAccount: account } = domain;
  return h(
    "header",
    { class: "domain-box" },
    h("h3", {}, selectButton(context, domain.id, "heading", domain.name), changeMark(domain.change)),
    h(
      "p",
      {},
      `Domain in ${domain.region}, owned by `,
      selectButton(context, account.id, "link", account.name),
      " ",
      h("code", {}, account.accountId),
    ),
    h("p", { class: "muted" }, `People sign in ${domain.signIn}.`),
  );
}

function lane(
  context: PageContext,
  stage: StageItem,
  accounts: readonly AccountItem[],
  units: readonly string[],
  underBus: boolean,
  through: boolean,
): HTMLElement {
  const { share } = stage;
  const classes = ["lane", share === undefined ? "" : "has-share", underBus ? "bus" : "", through ? "through" : ""];
  const last = units.findLastIndex((unit) =>
    accounts.some(
      (account) => businessUnitOf(account) === unit && account.association && account.association !== "owner",
    ),
  );
  return h(
    "section",
    { class: classes.join(" "), "aria-label": `Stage ${stage.name}` },
    h(
      "header",
      { class: "stage-box" },
      h(
        "h4",
        {},
        selectButton(context, stage.id, "heading", stage.name),
        changeMark(stage.change),
        h("span", { class: "muted count" }, plural(accounts.length, "account")),
      ),
      share === undefined ? h("p", { class: "muted" }, "Shares with no account.") : shareLine(context, share),
    ),
    units.map((unit, index) =>
      cell(
        context,
        unit,
        accounts.filter((account) => businessUnitOf(account) === unit),
        share !== undefined && index <= last,
        index < last,
      ),
    ),
  );
}

function shareLine(context: PageContext, share: ShareItem): HTMLElement {
  return h(
    "p",
    {},
    selectButton(context, share.id, "link", `Share with ${plural(share.accounts.length, "account")}`),
    h("span", { class: "muted" }, ` · ${share.permission}`),
    " ",
    changeMark(share.change),
  );
}

function cell(
  context: PageContext,
  unit: string,
  accounts: readonly AccountItem[],
  rail: boolean,
  through: boolean,
): HTMLElement {
  const classes = ["cell", rail ? "rail" : "", through ? "through" : "", accounts.length === 0 ? "vacant" : ""];
  const sorted = accounts.toSorted((a, b) => Number(isShared(b)) - Number(isShared(a)));
  const shelf = sorted.filter(isShared).length > 1 ? "cards shelf" : "cards";
  return h(
    "div",
    { class: classes.join(" ") },
    accounts.length === 0 ? undefined : h("h5", {}, unit),
    accounts.length === 0
      ? undefined
      : h(
          "ul",
          { class: shelf },
          sorted.map((account) => card(context, account)),
        ),
  );
}

function card(context: PageContext, account: AccountItem): HTMLElement {
  const { association } = account;
  const classes = [
    "card",
    association ?? "unshared",
    account.shareChange === undefined ? "" : `line-${account.shareChange.action}`,
  ];
  const count = blueprintCount(account);
  const facts = [
    count === 0 ? "no blueprints" : plural(count, "blueprint"),
    account.regions.length > 1 ? plural(account.regions.length, "Region") : "",
    account.production ? "production" : "",
    association !== undefined && SAID.includes(association) ? ASSOCIATIONS[association] : "",
  ].filter((fact) => fact !== "");
  return h(
    "li",
    { class: classes.join(" ") },
    selectButton(
      context,
      account.id,
      account.change === undefined ? "account" : `account ${account.change.action}`,
      h("span", { class: "name" }, account.name),
      h("code", {}, account.accountId),
      h("span", { class: "facts" }, facts.join(" · ")),
      changeMark(account.change),
      changeMark(account.shareChange, "share "),
      h("span", { class: "reached" }, "reached"),
    ),
  );
}

/** Marks the accounts that the selected item reaches; the cards stay, so that nothing moves. */
export function highlight(root: ParentNode, { directory, place }: PageContext): void {
  const item = place.selected === "" ? undefined : directory.find(place.selected);
  const reached = item === undefined ? new Set<string>() : reachedAccounts(item, directory);
  root.querySelector(".map")?.classList.toggle("selecting", item !== undefined && item.kind !== "account");
  root.querySelectorAll<HTMLElement>("[data-item]").forEach((button) => {
    const id = button.dataset["item"] ?? "";
    button.setAttribute("aria-pressed", String(id === place.selected));
    if (button.classList.contains("account"))
      button.classList.toggle("is-reached", reached.has(id) && id !== place.selected);
  });
}

function isShared({ association }: AccountItem): boolean {
  return association !== undefined && association !== "owner";
}

/** By name; accounts without a business unit last. */
function unnamedLast(a: string, b: string): number {
  const unnamed = (unit: string): number => Number(unit === "No business unit");
  return unnamed(a) - unnamed(b) || (a < b ? -1 : 1);
}
