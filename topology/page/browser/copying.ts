import { byId } from "../../../pages/browser/dom";

/** Copies the text of every `data-copy` button, and says so to everybody. */
export function setUpCopying(): void {
  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-copy]") : null;
    if (button === null) return;
    void copy(button.dataset["copy"] ?? "").then((done) => {
      byId("said").textContent = done ? `Copied ${button.dataset["copy"]}` : "This browser does not let the page copy.";
      button.textContent = done ? "Copied" : "Not copied";
      setTimeout(() => (button.textContent = "Copy"), 2000);
    });
  });
}

/** Through the clipboard API, or, where a page from a file may not use it, through a selected text. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "hidden";
    document.body.append(area);
    const focused = document.activeElement as HTMLElement | null;
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    focused?.focus();
    return done;
  }
}
