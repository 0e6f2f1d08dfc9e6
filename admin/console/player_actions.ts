/** The two things that can be done to a player, with their dialogs; the list and the inspector both offer them. */
import { SAY_LETTERS_MAX } from "../../world/limits.ts";
import { REASON_LETTERS_MAX } from "../api/limits.ts";
import { post } from "./api.ts";
import { ask } from "./dialog.ts";
import { toast } from "./toast.ts";

/** Whom it is done to. */
export interface Target {
  readonly character: number;
  readonly name: string;
}

/** Asks for a line and sends it to this player alone. */
export async function messagePlayer({ character, name }: Target): Promise<void> {
  const sent = await ask({
    title: `Message ${name}`,
    text: "Only this player sees it, marked as coming from the host.",
    label: "Message",
    placeholder: "Write a line…",
    value: "",
    lettersMax: SAY_LETTERS_MAX,
    action: "Send",
    danger: false,
    submit: (text) => post(`/api/players/${character}/message`, { text }),
  });
  if (sent) toast("done", `The message to ${name} is on its way.`);
}

/** Asks for a reason and ends this player's session. */
export async function kickPlayer({ character, name }: Target): Promise<boolean> {
  const kicked = await ask({
    title: `Kick ${name}`,
    text: "This ends the connection. The player reads the reason and may sign in again.",
    label: "Reason",
    placeholder: "What the player should know…",
    value: "",
    lettersMax: REASON_LETTERS_MAX,
    action: "Kick",
    danger: true,
    submit: (reason) => post(`/api/players/${character}/kick`, { reason }),
  });
  if (kicked) toast("done", `${name} was kicked.`);
  return kicked;
}
