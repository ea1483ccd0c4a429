/** Addresses of the files that the document names. */
export interface DocumentFiles {
  readonly script: string;
  readonly style: string;
  readonly icon: string;
}

/** The only document of the page: landmarks and places that the script fills. It is the same for everybody. */
export function documentText({ script, style, icon }: DocumentFiles): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>Data portal</title>
<link rel="icon" href="${icon}" type="image/svg+xml">
<link rel="stylesheet" href="${style}">
<script defer src="${script}"></script>
</head>
<body>
<a class="skip" href="#screen" id="skip">Skip to content</a>
<header class="top">
<p class="brand" id="title">Data portal</p>
<div class="tools">
<p class="person" id="person" hidden><span class="hidden">Signed in as </span><span id="person-name"></span> <button type="button" class="button plain" id="sign-out">Sign out</button></p>
<label class="theme"><span>Colours</span> <select id="theme"><option value="">System</option><option value="light">Light</option><option value="dark">Dark</option></select></label>
</div>
<nav id="navigation" aria-label="Main" hidden></nav>
</header>
<div class="banner" id="connection" role="status" hidden></div>
<div class="banner" id="sign-in-problem" hidden></div>
<main id="screen" tabindex="-1"><noscript><p class="panel">This page needs its own script. Allow it for this site.</p></noscript></main>
<p class="hidden" id="said" role="status" aria-live="polite"></p>
</body>
</html>
`;
}

/** Mark of the page in a browser's tab. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0a58a6"/><path d="M9 11c0-2 14-2 14 0v10c0 2-14 2-14 0zm0 0c0 2 14 2 14 0M9 16c0 2 14 2 14 0" fill="none" stroke="#fff" stroke-width="2"/></svg>`;
