import type { Topology } from "../../model/data";
import { accessView } from "./access-view";
import { setUpCopying } from "./copying";
import { details } from "./details";
import { Directory } from "./directory";
import { byId, fill } from "../../../pages/browser/dom";
import { Filter } from "./filter";
import { highlight, mapView } from "./map-view";
import type { PageContext } from "./page-context";
import { formatPlace, parsePlace, START, type Place, type View } from "./place";
import { planView } from "./plan-view";
import { blueprintsView, domainView, profilesView } from "./tables-view";
import { setUpTheme } from "../../../pages/browser/theme";
import { setUpToolbar, showPlace, typedText } from "./toolbar";
import { plural } from "./words";

/** The page: one place at a time, kept in the address; every view is drawn anew from the data. */
class Page {
  private place: Place = parsePlace(location.hash);
  private drawn: Place | undefined;
  /** Id of the item that opened the details: focus goes back to it. */
  private opener: string | undefined;
  private readonly filter: Filter;
  private forgetTyping: () => void = () => undefined;

  constructor(private readonly directory: Directory) {
    this.filter = new Filter(directory);
  }

  start(): void {
    setUpTheme("smus-topology-theme");
    this.forgetTyping = setUpToolbar(this.directory, (change) => this.go(change));
    setUpCopying();
    for (const event of ["hashchange", "popstate"])
      window.addEventListener(event, () => {
        this.forgetTyping();
        this.show(parsePlace(location.hash));
      });
    document.addEventListener("keydown", (event) => this.onKey(event));
    document.querySelectorAll<HTMLAnchorElement>("nav a").forEach((anchor) =>
      anchor.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this.go({ view: anchor.dataset["view"] as View });
      }),
    );
    byId("skip").addEventListener("click", (event) => {
      // The fragment is the page's address, not a jump.
      event.preventDefault();
      byId("view").focus();
    });
    byId("close").addEventListener("click", () => this.close());
    byId("to-map").addEventListener("click", () => this.go({ view: "map" }));
    byId("clear").addEventListener("click", () => {
      this.go({ ...START, view: this.place.view, topic: this.place.topic, selected: this.place.selected });
      byId("search").focus();
    });
    this.show(this.place);
  }

  go(change: Partial<Place>): void {
    this.forgetTyping();
    const next = { ...this.place, text: typedText(), ...change };
    const typing = Object.keys(change).join() === "text";
    // Going back should not undo single letters of a search.
    history[typing ? "replaceState" : "pushState"](null, "", formatPlace(next));
    this.show(next);
  }

  private show(place: Place): void {
    this.place = place;
    const { drawn } = this;
    const redraw =
      drawn === undefined || formatPlace({ ...drawn, selected: "" }) !== formatPlace({ ...place, selected: "" });
    const context: PageContext = {
      directory: this.directory,
      filter: this.filter,
      place,
      go: (change) => this.go(change),
    };
    if (redraw) this.draw(context);
    if (redraw || drawn?.selected !== place.selected) this.showDetails(context, drawn === undefined);
    highlight(byId("view"), context);
    this.drawn = place;
  }

  private draw(context: PageContext): void {
    const { place } = context;
    showPlace(place);
    const focus = document.activeElement;
    const topic = focus instanceof HTMLInputElement && focus.name === "topic" ? focus.value : undefined;
    fill(
      byId("view"),
      byId<HTMLTemplateElement>(`intro-${place.view}`).content.cloneNode(true),
      DRAW[place.view](context),
    );
    if (topic !== undefined) document.querySelector<HTMLElement>(`input[name=topic][value=${place.topic}]`)?.focus();
    this.showCounts(place);
  }

  private showCounts(place: Place): void {
    const { topology } = this.directory;
    const count = (view: View): number => {
      if (view === "map") return this.filter.apply(topology.accounts, place).length;
      if (view === "access") return this.filter.apply(topology.access, place).length;
      if (view === "profiles") return this.filter.apply(topology.profiles, place).length;
      if (view === "blueprints")
        return this.filter.apply(topology.accounts, place).filter(({ association }) => association).length;
      if (view === "plan") return this.filter.planned(topology.plan?.changes ?? [], place).length;
      return this.filter.apply(topology.units, place).length;
    };
    document.querySelectorAll<HTMLAnchorElement>("nav a").forEach((anchor) => {
      const view = anchor.dataset["view"] as View;
      anchor.href = formatPlace({ ...place, view });
      if (view === place.view) anchor.setAttribute("aria-current", "page");
      else anchor.removeAttribute("aria-current");
      fill(anchor.querySelector(".count") as HTMLElement, count(view));
    });
    const text = `${count("map")} of ${plural(topology.accounts.length, "account")}, ${count("access")} of ${plural(topology.access.length, "right")}, ${count("profiles")} of ${plural(topology.profiles.length, "profile")}`;
    if (byId("count").textContent !== text) byId("count").textContent = text;
  }

  private showDetails(context: PageContext, first: boolean): void {
    const panel = byId("details");
    const item = this.directory.find(context.place.selected);
    const focused = document.activeElement;
    if (item === undefined) {
      panel.hidden = true;
      document.body.classList.remove("has-details");
      if (panel.contains(focused) || focused === document.body) this.giveFocusBack(first);
      return;
    }
    // Opened from within the panel: what opened the first one still counts.
    if (!panel.contains(focused)) this.opener = focused instanceof HTMLElement ? focused.dataset["item"] : undefined;
    fill(byId("details-body"), ...details(context, item));
    panel.hidden = false;
    document.body.classList.add("has-details");
    byId("to-map").hidden = context.place.view === "map";
    if (!first) byId("details-title").focus({ preventScroll: false });
    panel.scrollTop = 0;
  }

  private giveFocusBack(first: boolean): void {
    if (first) return;
    const buttons = [...document.querySelectorAll<HTMLElement>("#view [data-item]")];
    (buttons.find(({ dataset }) => dataset["item"] === this.opener) ?? byId("view")).focus();
  }

  private close(): void {
    if (this.place.selected !== "") this.go({ selected: "" });
  }

  private onKey(event: KeyboardEvent): void {
    if (event.key === "Escape") this.close();
  }
}

const DRAW: Readonly<Record<View, (context: PageContext) => HTMLElement>> = {
  map: mapView,
  access: accessView,
  profiles: profilesView,
  blueprints: blueprintsView,
  domain: domainView,
  plan: planView,
};

new Page(new Directory(JSON.parse(byId("topology").textContent ?? "") as Topology)).start();
