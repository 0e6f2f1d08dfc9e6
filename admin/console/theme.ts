/** Light, dark, or as the system is: kept in the browser. Nothing but this preference is kept there. */
import { makeEmitter } from "./events.ts";

export type Theme = "auto" | "light" | "dark";

const KEY = "weald.theme";
const dark = matchMedia("(prefers-color-scheme: dark)");

/** Told when what is shown changed: canvases draw their colours themselves. */
export const onTheme = makeEmitter<"light" | "dark">();

/** What was chosen. */
export function chosenTheme(): Theme {
  const kept = localStorage.getItem(KEY);
  return kept === "light" || kept === "dark" ? kept : "auto";
}

/** What is shown. */
export function shownTheme(): "light" | "dark" {
  const chosen = chosenTheme();
  return chosen === "auto" ? (dark.matches ? "dark" : "light") : chosen;
}

/** Chooses, keeps and shows a theme. */
export function chooseTheme(theme: Theme): void {
  if (theme === "auto") localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, theme);
  showTheme();
}

/** Shows what was chosen. */
export function showTheme(): void {
  document.documentElement.dataset.theme = shownTheme();
  onTheme.emit(shownTheme());
}

const probe = document.createElement("span");

/** The colour of a custom property as it is shown now, for canvases: "rgb(29, 33, 28)". */
export function colour(name: string): string {
  probe.hidden = true;
  probe.style.color = `var(${name})`;
  if (!probe.isConnected) document.documentElement.append(probe);
  return getComputedStyle(probe).color;
}

dark.addEventListener("change", showTheme);
