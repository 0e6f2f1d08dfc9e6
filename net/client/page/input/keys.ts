/** Which way the keys say to walk. */

const WAYS: Readonly<Record<string, readonly [number, number]>> = {
  KeyW: [0, -1],
  ArrowUp: [0, -1],
  KeyS: [0, 1],
  ArrowDown: [0, 1],
  KeyA: [-1, 0],
  ArrowLeft: [-1, 0],
  KeyD: [1, 0],
  ArrowRight: [1, 0],
};

const DIGIT = /^Digit[0-9]$/;

/** What a key does besides walking. */
export interface KeyActions {
  talk(): void;
  toggleMap(): void;
  zoom(steps: number): void;
  escape(): void;
  /** Any other letter or digit; "Shift+1" for a digit with Shift. */
  press(key: string): void;
}

/** The keys held down. Lives as long as the page. */
export class Keys {
  readonly #held = new Set<string>();
  #slow = false;

  constructor(isPlaying: () => boolean, actions: KeyActions) {
    addEventListener("keydown", (event) => {
      this.#slow = event.shiftKey;
      if (event.key === "Escape") return actions.escape();
      if (!isPlaying() || isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.code in WAYS) {
        event.preventDefault();
        this.#held.add(event.code);
        return;
      }
      // A focused button is pressed with Enter: that is not talking.
      if (event.key === "Enter" && !isControl(event.target)) {
        event.preventDefault();
        actions.talk();
      } else if (event.key === "m" || event.key === "M") actions.toggleMap();
      else if (event.key === "+" || event.key === "=") actions.zoom(1);
      else if (event.key === "-" || event.key === "_") actions.zoom(-1);
      else if (!event.repeat && DIGIT.test(event.code)) {
        // By their place: where Shift is needed for a digit, or makes another letter of it, it is the same key.
        actions.press(`${event.shiftKey ? "Shift+" : ""}${event.code.at(-1)}`);
      } else if (!event.repeat && (event.key.length === 1 || event.key === "Tab") && !isControl(event.target)) {
        if (event.key === "Tab" || event.key === " ") event.preventDefault();
        actions.press(event.key);
      }
    });
    addEventListener("keyup", (event) => {
      this.#slow = event.shiftKey;
      this.#held.delete(event.code);
    });
    addEventListener("blur", () => this.release());
    addEventListener("focusin", (event) => {
      if (isTyping(event.target)) this.release();
    });
  }

  /** Lets go of all keys: the window lost them, or they are for writing now. */
  release(): void {
    this.#held.clear();
  }

  /** The direction held, as parts of 1 along x and y, or null. */
  get way(): { readonly x: number; readonly y: number } | null {
    let x = 0;
    let y = 0;
    for (const code of this.#held) {
      const [alongX, alongY] = WAYS[code]!;
      x += alongX;
      y += alongY;
    }
    return x === 0 && y === 0 ? null : { x: Math.sign(x), y: Math.sign(y) };
  }

  get slow(): boolean {
    return this.#slow;
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && target.type !== "radio" || target instanceof HTMLTextAreaElement;
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("button, summary, a, dialog, input") !== null;
}
