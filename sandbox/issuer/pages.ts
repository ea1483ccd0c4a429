import type { Persona } from "./personas";

const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0; background: light-dark(#f4f6f8, #0f1317); color: light-dark(#17212b, #e8edf2); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 34rem; margin: 0 auto; padding: 2rem 1rem; }
button { display: block; width: 100%; margin: 0 0 .75rem; padding: .75rem 1rem; border: 1px solid light-dark(#768493, #7f8d9c); border-radius: 8px; background: light-dark(#fff, #181d23); color: inherit; font: inherit; text-align: start; cursor: pointer; }
button:focus-visible { outline: 3px solid light-dark(#0a58a6, #ffd966); outline-offset: 2px; }
strong, span { display: block; }
`;

/** Policy of the issuer's pages: their own style alone, no script. */
export const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(title)}</title><style>${STYLE}</style></head>
<body><main><h1>${text(title)}</h1>${body}</main></body></html>`;
}

/** Text as HTML, in elements and in quoted attributes. */
function text(value: string): string {
  const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return value.replace(/[&<>"]/g, (character) => entities[character]);
}

/** Page on which a persona is chosen. */
export function personaPage(action: string, personas: readonly Persona[]): string {
  const buttons = personas.map(
    ({ key, name, description }) =>
      `<button name="persona" value="${text(key)}"><strong>${text(name)}</strong><span>${text(description)}</span></button>`,
  );
  return page(
    "Sign in to the sandbox",
    `<p>There are no passwords here: choose who you are.</p><form method="post" action="${text(action)}">${buttons.join("")}</form>`,
  );
}

/** Page that asks whether to sign out. `form` is the provider's own, which carries its token. */
export function signOutPage(form: string): string {
  return page(
    "Sign out of the sandbox",
    `${form}<button form="op.logoutForm" name="logout" value="yes">Sign out</button>`,
  );
}

/** Page that says what happened. */
export function messagePage(title: string, message: string): string {
  return page(title, `<p>${text(message)}</p>`);
}
