/** The settings, and the way out. */
import { keepSettings, type Settings } from "../game/settings.ts";
import { byId, within } from "./dom.ts";

/** Wires the dialog. `changed` is called with each change, and once at the start. */
export function makeSettingsDialog(
  first: Settings,
  actions: {
    readonly changed: (settings: Settings) => void;
    readonly signOut: () => void;
    readonly changeCharacter: () => void;
  },
): void {
  const dialog = byId<HTMLDialogElement>("settings-dialog");
  let settings = first;
  for (const input of dialog.querySelectorAll<HTMLInputElement>("input[type=radio]")) {
    input.checked = input.name === "motion"
      ? input.value === settings.motion
      : Number(input.value) === settings.textSize;
    input.addEventListener("change", () => {
      settings = input.name === "motion"
        ? { ...settings, motion: input.value as Settings["motion"] }
        : { ...settings, textSize: Number(input.value) };
      keepSettings(settings);
      actions.changed(settings);
    });
  }
  byId("open-settings").addEventListener("click", () => dialog.showModal());
  within(dialog, ".close").addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  byId("sign-out").addEventListener("click", () => {
    dialog.close();
    actions.signOut();
  });
  byId("change-character").addEventListener("click", () => {
    dialog.close();
    actions.changeCharacter();
  });
  actions.changed(settings);
}
