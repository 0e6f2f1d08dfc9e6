/** Before the console: making the owner's account from the setup link, and signing in. */
import { PASSWORD_LETTERS_MAX, PASSWORD_LETTERS_MIN } from "../api/limits.ts";
import { passwordStrength, passwordTrouble } from "../api/passwords.ts";
import { type ApiResult, post } from "./api.ts";
import { type Child, element, setText } from "./dom.ts";
import { mark } from "./icons.ts";

/** What the setup's page is given. `token` "" when the address holds none. */
export interface SetupOptions {
  readonly world: string;
  readonly setupNeeded: boolean;
  readonly token: string;
  readonly done: () => void;
}

/** What the sign-in's page is given. */
export interface SignInOptions {
  readonly world: string;
  readonly notice: string;
  readonly done: () => void;
}

const STRENGTHS = ["Too easy to guess", "Weak", "Fair", "Good", "Strong"] as const;

/** The page of the setup link. */
export function makeSetupPage({ world, setupNeeded, token, done }: SetupOptions): HTMLElement {
  if (!setupNeeded) {
    return frame(
      world,
      element("h1", { class: "welcome-title" }, "This link has been used"),
      element(
        "p",
        { class: "welcome-text" },
        "The owner's account exists already. Sign in with its name and password.",
      ),
      element(
        "a",
        { class: "button button-primary button-wide", href: "/sign-in", on: { click: reloadAtSignIn } },
        "Sign in",
      ),
    );
  }
  if (token === "") {
    return frame(
      world,
      element("h1", { class: "welcome-title" }, "This world has no owner yet"),
      element(
        "p",
        { class: "welcome-text" },
        "The server printed a setup link when it started. Open that link to make the owner's account; it works once.",
      ),
    );
  }
  // The token leaves the address bar, and with it the history and any screenshot.
  history.replaceState(null, "", "/setup");
  const name = field("name", "Your name", { autocomplete: "username", maxlength: 48, required: true });
  const password = field("password", "Password", {
    type: "password",
    autocomplete: "new-password",
    maxlength: PASSWORD_LETTERS_MAX,
    required: true,
  });
  const bar = element("span", { class: "strength-bar" });
  const words = element("span", { class: "strength-words" }, `At least ${PASSWORD_LETTERS_MIN} characters.`);
  const strength = element(
    "div",
    { class: "strength", "aria-live": "polite" },
    element("span", { class: "strength-track" }, bar),
    words,
  );
  password.input.addEventListener("input", () => {
    const value = password.input.value;
    const level = passwordStrength(value, name.input.value);
    const trouble = value === "" ? null : passwordTrouble(value, name.input.value);
    bar.dataset.level = value === "" ? "" : String(trouble === null ? Math.max(1, level) : 0);
    setText(words, value === "" ? `At least ${PASSWORD_LETTERS_MIN} characters.` : trouble ?? STRENGTHS[level]);
  });
  const form = makeForm(
    "Make the account",
    () => post("/api/setup", { token, name: name.input.value, password: password.input.value }),
    done,
    name.node,
    password.node,
    strength,
  );
  queueMicrotask(() => name.input.focus());
  return frame(
    world,
    element("h1", { class: "welcome-title" }, "Welcome, owner"),
    element(
      "p",
      { class: "welcome-text" },
      "Make the account that watches over this world. You sign in with it from now on.",
    ),
    form,
  );
}

/** The page that signs in. */
export function makeSignInPage({ world, notice, done }: SignInOptions): HTMLElement {
  const name = field("name", "Name", { autocomplete: "username", maxlength: 200, required: true });
  const password = field("password", "Password", {
    type: "password",
    autocomplete: "current-password",
    maxlength: 1000,
    required: true,
  });
  const form = makeForm(
    "Sign in",
    () => post("/api/sign-in", { name: name.input.value, password: password.input.value }),
    done,
    name.node,
    password.node,
  );
  queueMicrotask(() => name.input.focus());
  return frame(
    world,
    element("h1", { class: "welcome-title" }, "Sign in"),
    element("p", { class: "welcome-text" }, notice || "The host's console of this world."),
    form,
  );
}

function frame(world: string, ...children: readonly Child[]): HTMLElement {
  return element(
    "main",
    { class: "welcome" },
    element(
      "div",
      { class: "welcome-brand" },
      mark(40),
      element(
        "span",
        { class: "brand-words" },
        element("strong", {}, "Weald"),
        element("span", { class: "brand-world" }, world),
      ),
    ),
    element("div", { class: "welcome-card" }, ...children),
  );
}

function field(
  id: string,
  label: string,
  attributes: Readonly<Record<string, string | number | boolean>>,
): { node: HTMLElement; input: HTMLInputElement } {
  const input = element("input", { class: "field", id, name: id, spellcheck: "false", ...attributes });
  return {
    input,
    node: element("div", { class: "form-row" }, element("label", { class: "label", for: id }, label), input),
  };
}

function makeForm(
  action: string,
  submit: () => Promise<ApiResult<unknown>>,
  done: () => void,
  ...rows: readonly HTMLElement[]
): HTMLFormElement {
  const error = element("p", { class: "form-error", role: "alert" });
  const button = element("button", { class: "button button-primary button-wide", type: "submit" }, action);
  const form = element("form", { class: "form" }, ...rows, error, button);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    setText(error, "");
    const result = await submit();
    if (result.ok) return done();
    setText(error, result.error);
    if (result.waitSeconds > 0) countDown(result.waitSeconds, error, button);
    else button.disabled = false;
    return undefined;
  });
  return form;
}

/** The wait after wrong passwords, second by second; the button comes back when it is over. */
function countDown(seconds: number, error: HTMLElement, button: HTMLButtonElement): void {
  const end = performance.now() + seconds * 1000;
  const show = () => {
    const left = Math.ceil((end - performance.now()) / 1000);
    if (!button.isConnected) return clearInterval(timer);
    setText(error, left > 0 ? `Too many failed attempts. Try again in ${left} s.` : "You can try again now.");
    if (left > 0) return;
    button.disabled = false;
    clearInterval(timer);
  };
  const timer = setInterval(show, 500);
  show();
}

function reloadAtSignIn(event: MouseEvent): void {
  event.preventDefault();
  event.stopPropagation();
  location.assign("/sign-in");
}
