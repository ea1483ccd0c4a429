import type { Context, View } from "./context";
import { byId, fill, h } from "../../pages/browser/dom";
import { faultOf } from "./fault";
import { faultPanel, loading, screenTitle } from "./parts";
import { formatPlace, listHref, NAVIGATION, parsePlace, sectionName, SECTIONS, type Place } from "./place";
import { SCREENS } from "./screens";

/** The page of somebody who is signed in: one place at a time, kept in the address, drawn from what the API says. */
export class App {
  /** Number of the last drawing: an answer to an earlier one comes too late. */
  private drawing = 0;

  constructor(private readonly parts: Omit<Context, "go" | "reload">) {}

  start(): void {
    fill(
      byId("navigation"),
      h(
        "ul",
        {},
        ...NAVIGATION.map(({ screen, name }) =>
          h("li", {}, h("a", { href: listHref(screen), "data-screen": screen }, name)),
        ),
      ),
    );
    window.addEventListener("hashchange", () => {
      // What was said belongs to the place that is left, and the same words again would not be read out.
      this.parts.say("");
      void this.draw();
    });
    window.addEventListener("offline", () => this.showConnection());
    window.addEventListener("online", () => this.showConnection());
    this.showConnection();
    void this.draw(true);
  }

  private showConnection(): void {
    const banner = byId("connection");
    const isOff = !navigator.onLine;
    if (banner.hidden && !isOff) return;
    banner.hidden = !isOff;
    fill(banner, isOff && "You are offline. What you see may be old, and nothing can be sent.");
    if (isOff) return;
    this.parts.say("You are online again");
    if (document.querySelector("#screen > .view-fault") !== null) void this.draw();
  }

  private async draw(isFirst = false): Promise<void> {
    const drawing = ++this.drawing;
    const { hash } = location;
    const place = parsePlace(hash);
    const isCurrent = (): boolean => drawing === this.drawing;
    for (const link of document.querySelectorAll("#navigation a"))
      if (link.getAttribute("data-screen") === SECTIONS[place.screen]) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    const screen = byId("screen");
    screen.setAttribute("aria-busy", "true");
    screen.removeAttribute("data-place");
    // What is there at once needs no word of waiting.
    const wait = setTimeout(() => isCurrent() && fill(screen, loading()), 150);
    const view = await this.viewOf(place);
    clearTimeout(wait);
    if (!isCurrent()) return;
    screen.removeAttribute("aria-busy");
    fill(screen, view.content);
    screen.setAttribute("data-place", hash);
    document.title = `${view.title} · ${this.parts.config.title}`;
    window.scrollTo(0, 0);
    if (!isFirst) document.getElementById("screen-title")?.focus();
  }

  private async viewOf(place: Place): Promise<View> {
    const context: Context = {
      ...this.parts,
      go: (next) => (location.hash = formatPlace(next)),
      reload: () => void this.draw(),
    };
    try {
      return await SCREENS[place.screen](place, context);
    } catch (error) {
      const fault = faultOf(error);
      const name = sectionName(place.screen);
      return { title: name, content: h("div", { class: "view-fault" }, screenTitle(name), faultPanel(fault, context)) };
    }
  }
}
