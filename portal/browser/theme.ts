import { byId } from "./dom";

const KEY = "portal-theme";

/** Lets people choose light or dark; otherwise the page follows the system. The choice is kept where the browser lets us. */
export function setUpTheme(): void {
  const select = byId<HTMLSelectElement>("theme");
  const show = (theme: string): void => {
    if (theme === "") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
  };
  select.value = stored();
  show(select.value);
  select.addEventListener("change", () => {
    show(select.value);
    try {
      localStorage.setItem(KEY, select.value);
    } catch {
      // Without storage the choice lasts as long as the page.
    }
  });
}

function stored(): string {
  try {
    const theme = localStorage.getItem(KEY) ?? "";
    return ["light", "dark"].includes(theme) ? theme : "";
  } catch {
    return "";
  }
}
