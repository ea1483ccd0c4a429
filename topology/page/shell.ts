/** The static part of the document: landmarks, fields and views; the script fills in the data. */
export interface ShellParts {
  readonly title: string;
  readonly summary: string;
  readonly hasPlan: boolean;
}

/** Text as HTML, in elements and in quoted attributes. */
export function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
    "'": "&#39;",
  };
  return text.replace(/[&<>"']/g, (character) => entities[character]);
}

/** The body of the page. */
export function shell({ title, summary, hasPlan }: ShellParts): string {
  const views = VIEWS.filter(({ id }) => id !== "plan" || hasPlan);
  return `<a class="skip" href="#view" id="skip">Skip to content</a>
<header class="top">
  <div class="title">
    <h1>${escapeHtml(title)}</h1>
    <p class="muted">${escapeHtml(summary)}</p>
    <label class="theme">Colours <select id="theme"><option value="">System</option><option value="light">Light</option><option value="dark">Dark</option></select></label>
  </div>
  <div class="filters" role="search">
    <label class="search">Search account, id, team, profile, blueprint, unit <input type="search" id="search" autocomplete="off" spellcheck="false"></label>
    <label>Stage <select id="filter-stage"></select></label>
    <label>Business unit <select id="filter-unit"></select></label>
    <label>Region <select id="filter-region"></select></label>
    <label>Planned change <select id="filter-change"></select></label>
    <button type="button" class="plain-button" id="clear" hidden>Clear</button>
    <p class="hidden" id="count" role="status" aria-live="polite"></p>
  </div>
  <nav aria-label="Views"><ul>
${views.map(({ id, name }) => `    <li><a href="#view=${id}" data-view="${id}">${name} <span class="count"></span></a></li>`).join("\n")}
  </ul></nav>
</header>
<main id="view" tabindex="-1"><noscript><p class="empty">This page draws itself with its own script. Allow it, or use \`npm run topology -- --markdown\`.</p></noscript></main>
<aside class="details" id="details" aria-labelledby="details-title" hidden>
  <div class="actions"><button type="button" class="plain-button" id="to-map">Show on map</button><button type="button" class="plain-button" id="close">Close (Esc)</button></div>
  <div id="details-body"></div>
</aside>
<p class="hidden" id="said" role="status" aria-live="polite"></p>
${VIEWS.map(({ id, heading, text }) => `<template id="intro-${id}"><div class="intro"><h2>${heading}</h2><p>${text}</p></div></template>`).join("\n")}`;
}

const VIEWS: readonly {
  readonly id: string;
  readonly name: string;
  readonly heading: string;
  readonly text: string;
}[] = [
  {
    id: "map",
    name: "Accounts",
    heading: "Accounts and what is shared with them",
    text: "Select an account to see who may create what in it; select anything else to see which accounts it reaches.",
  },
  {
    id: "access",
    name: "Access",
    heading: "Who may create what, and where",
    text: "A row is one right. It can be used only where the account also grants the blueprints that the profile needs.",
  },
  {
    id: "profiles",
    name: "Profiles and pools",
    heading: "Which accounts a profile reaches",
    text: "A profile names accounts, or offers those of its pools to whoever creates a project.",
  },
  {
    id: "blueprints",
    name: "Blueprints",
    heading: "Blueprints per account and Region",
    text: "What the accounts that host projects enable, in each of their Regions.",
  },
  {
    id: "domain",
    name: "Units, people, projects",
    heading: "Units, people and standing projects",
    text: "The domain’s own structure, and the projects that the configuration keeps.",
  },
  {
    id: "plan",
    name: "Plan",
    heading: "What the saved plans would do",
    text: "What is replaced or destroyed comes first. Other views mark the same changes.",
  },
];
