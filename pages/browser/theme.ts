import { byId } from "./dom";

/**
 * Lets people choose light or dark; otherwise the page follows the system. The choice is kept where the browser lets us.
 *
 * @param key - Name of the choice in the browser's storage.
 */
export function setUpTheme(key: string): void {
  const select = byId<HTMLSelectElement>("theme");
  const show = (theme: string): void => {
    if (theme === "") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
  };
  select.value = stored(key);
  show(select.value);
  select.addEventListener("change", () => {
    show(select.value);
    try {
      localStorage.setItem(key, select.value);
    } catch {
      // A page from a file may have no storage; the choice then lasts as long as the page.
    }
  });
}

function stored(key: string): string {
  try {
    const theme = localStorage.getItem(key) ?? "";
    return ["light", "dark"].includes(theme) ? theme : "";
  } catch {
    return "";
  }
}
