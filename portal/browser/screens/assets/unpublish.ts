import type { AssetUse } from "../../../api/operations";
import type { Context, Screen } from "../../context";
import { h, type Child } from "../../../../pages/browser/dom";
import { FaultError } from "../../fault";
import { apiForm, choice, group } from "../../form";
import { backLink, screenTitle } from "../../parts";
import { formatPlace } from "../../place";
import { plural } from "../../words";

/** End of a publication: those who use the asset are named first. */
export const unpublishScreen: Screen = async ({ id }, context) => {
  const { name, projectId, possible } = await context.client.call("readProjectAsset", { id });
  const title = `Take ${name} out of the catalogue`;
  const href = formatPlace({ screen: "project-assets", id, text: projectId });
  const { allowed, why } = possible.unpublish;
  const rest = allowed ? await parts(id, projectId, context) : [h("p", { class: "panel" }, why ?? "")];
  return { title, content: h("div", {}, backLink(href, name), screenTitle(title), ...rest) };
};

async function parts(id: string, projectId: string, context: Context): Promise<Child[]> {
  const uses = await usesOf(id, context);
  return [usesSection(uses), unpublishForm(id, projectId, uses.length > 0, context)];
}

/** A dry run of the API is refused with everybody who uses it, where there is anybody. */
async function usesOf(id: string, { client }: Context): Promise<readonly AssetUse[]> {
  try {
    await client.call("unpublishAsset", { id, body: { acknowledge: false, dryRun: true } });
    return [];
  } catch (error) {
    const problem = error instanceof FaultError && error.fault.kind === "problem" ? error.fault.problem : undefined;
    if (problem?.code !== "still-used") throw error;
    return problem.uses ?? [];
  }
}

function usesSection(uses: readonly AssetUse[]): HTMLElement {
  const about = { class: "panel", "aria-labelledby": "uses-title" };
  const title = h("h2", { id: "uses-title" }, "Who uses it");
  if (uses.length === 0)
    return h("section", about, title, h("p", {}, "Nobody: no project has access, and none waits."));
  const lines = uses.map(({ kind, who }) =>
    h("li", {}, kind === "access" ? `${who.name} has access` : `${who.name} waits for a decision`),
  );
  const note = "Access that was given stays until it is ended. Nobody new can ask.";
  const list = h("ul", { class: "lines" }, ...lines);
  const folded = h("details", {}, h("summary", {}, plural(uses.length, "use")), list);
  return h("section", about, title, h("p", { class: "note" }, note), folded);
}

function unpublishForm(id: string, projectId: string, isUsed: boolean, context: Context): HTMLElement {
  const form = apiForm<boolean>(context, {
    draft: `unpublish:${id}`,
    content: [isUsed && group("Others use it", "acknowledge", choice("checkbox", "acknowledge", "yes", "I know it"))],
    submit: "Take it out",
    kind: "danger",
    read: (typed) =>
      isUsed && typed.one("acknowledge") !== "yes"
        ? { faults: [{ field: "acknowledge", message: "Say that you know who uses it." }] }
        : { value: isUsed },
    send: async (acknowledge) => {
      await context.client.call("unpublishAsset", { id, body: { acknowledge, dryRun: false } });
      context.say("It is taken out of the catalogue");
      context.go({ screen: "project-assets", id, text: projectId });
    },
  });
  return h("section", { class: "panel", "aria-label": "Take it out" }, form);
}
