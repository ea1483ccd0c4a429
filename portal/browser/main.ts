import type { PortalConfig } from "../api/assumed";
import type { Operations } from "../api/operations";
import { App } from "./app";
import { answered, PortalApi } from "./client";
import { byId, fill, h } from "../../pages/browser/dom";
import { button } from "./controls";
import { FaultError, faultOf } from "./fault";
import { faultPanel, loading, screenTitle } from "./parts";
import { beginSession, type Begun } from "./session";
import { setUpTheme } from "../../pages/browser/theme";

/** The page: settings first, then the session, then who the person is, then the screens. */
async function begin(): Promise<void> {
  const actions = { reload: () => location.reload(), signIn: () => location.reload() };
  fill(byId("screen"), loading());
  try {
    const config = await readConfig();
    fill(byId("title"), config.title);
    document.title = config.title;
    const begun = await beginSession(config);
    if (begun.isSignedIn) await enter(config, begun);
    else showSignIn(config, begun);
  } catch (error) {
    fill(byId("screen"), faultPanel(faultOf(error), actions));
  }
}

async function readConfig(): Promise<PortalConfig> {
  const answer = await answered("/config.json");
  if (!answer.ok) throw new FaultError({ kind: "unreadable", status: answer.status });
  return (await answer.json()) as PortalConfig;
}

function showSignIn({ title }: PortalConfig, { session, refused }: Begun): void {
  const place = location.hash;
  const problem = h("div", {});
  const signIn = (): void => {
    session.signIn(place).catch((error: unknown) => {
      fill(problem, faultPanel(faultOf(error), { reload: signIn, signIn }, signIn));
    });
  };
  fill(
    byId("screen"),
    screenTitle("Sign in"),
    h(
      "p",
      {},
      `${title} shows you what data there is, and lets you ask for it. You sign in with your organization’s account.`,
    ),
    refused !== undefined &&
      h("div", { class: "panel fault", role: "alert" }, h("h2", {}, "Signing in did not work"), h("p", {}, refused)),
    h("p", { class: "actions" }, button("Sign in", signIn, "main")),
    problem,
  );
}

async function enter(config: PortalConfig, { session, place }: Begun): Promise<void> {
  if (place !== undefined && place !== "") history.replaceState(null, "", place);
  const signIn = (): void => {
    session.signIn(location.hash).catch((error: unknown) => {
      byId("sign-in-problem").hidden = false;
      fill(byId("sign-in-problem"), faultPanel(faultOf(error), { reload: signIn, signIn }, signIn));
    });
  };
  const client = new PortalApi(session);
  byId("person").hidden = false;
  fill(byId("person-name"), session.name);
  byId("sign-out").addEventListener("click", () => void session.signOut());
  let me: Operations["readMe"]["answer"];
  try {
    me = await client.call("readMe", {});
  } catch (error) {
    fill(byId("screen"), faultPanel(faultOf(error), { reload: () => location.reload(), signIn }));
    return;
  }
  if (!me.isKnown) return showUnknown(session.name);
  byId("navigation").hidden = false;
  new App({ client, config, me, signIn, say: (text) => fill(byId("said"), text) }).start();
}

function showUnknown(name: string): void {
  fill(
    byId("screen"),
    screenTitle("You are signed in, and not known here"),
    h("p", {}, `You are ${name}. Neither the data domain nor the settings of this application know you.`),
    h("p", {}, "Ask your governance team to add you. If you have several accounts, sign out and take another."),
  );
}

setUpTheme("portal-theme");
byId("skip").addEventListener("click", (event) => {
  // The fragment is the page's address, not a jump.
  event.preventDefault();
  byId("screen").focus();
});
void begin();
