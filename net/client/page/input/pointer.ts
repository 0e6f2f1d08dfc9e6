/** Mouse and touch on the world: a click walks there, a held button leads, a dragging finger is a stick, two zoom. */

/** What the pointer asks for. Places are page pixels. */
export interface PointerActions {
  walkTo(x: number, y: number): void;
  /** The held mouse button leads along; called as often as it moves. */
  lead(x: number, y: number): void;
  /** Parts of 1 along x and y; null where the finger was lifted. */
  stick(way: { readonly x: number; readonly y: number } | null): void;
  /** Where the stick is shown: its middle, and its knob from there. */
  showStick(
    place: { readonly x: number; readonly y: number; readonly knobX: number; readonly knobY: number } | null,
  ): void;
  /** The mouse is here, pressed or not. */
  point(x: number, y: number): void;
  /** The right button. */
  cancel(): void;
  /** Multiplies the zoom. */
  zoomBy(factor: number): void;
}

const STICK_PIXELS = 56;
const DRAG_PIXELS = 14;
const LEAD_AFTER_MS = 220;

interface Finger {
  readonly startX: number;
  readonly startY: number;
  readonly startedAt: number;
  x: number;
  y: number;
  dragging: boolean;
}

/** Listens on `surface` for as long as the page lives. */
export function listenToPointer(surface: HTMLElement, actions: PointerActions): void {
  const fingers = new Map<number, Finger>();
  let pinch = 0;
  surface.addEventListener("contextmenu", (event) => event.preventDefault());
  surface.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "mouse" && event.button === 2) actions.cancel();
    if (event.button !== 0) return;
    surface.setPointerCapture(event.pointerId);
    surface.focus({ preventScroll: true });
    const { clientX: x, clientY: y } = event;
    fingers.set(event.pointerId, { startX: x, startY: y, startedAt: event.timeStamp, x, y, dragging: false });
    if (event.pointerType === "mouse") actions.walkTo(x, y);
    if (fingers.size === 2) {
      pinch = spread(fingers);
      actions.stick(null);
      actions.showStick(null);
    }
  });
  surface.addEventListener("pointermove", (event) => {
    if (event.pointerType === "mouse") actions.point(event.clientX, event.clientY);
    const finger = fingers.get(event.pointerId);
    if (finger === undefined) return;
    finger.x = event.clientX;
    finger.y = event.clientY;
    if (fingers.size === 2) {
      const now = spread(fingers);
      if (pinch > 0) actions.zoomBy(now / pinch);
      pinch = now;
      for (const each of fingers.values()) each.dragging = true;
      return;
    }
    if (event.pointerType === "mouse") {
      if (event.timeStamp - finger.startedAt > LEAD_AFTER_MS) actions.lead(finger.x, finger.y);
      return;
    }
    dragStick(finger, actions);
  });
  const lift = (event: PointerEvent): void => {
    const finger = fingers.get(event.pointerId);
    if (finger === undefined) return;
    fingers.delete(event.pointerId);
    pinch = 0;
    if (event.pointerType === "mouse") return;
    if (finger.dragging) {
      actions.stick(null);
      actions.showStick(null);
    } else if (event.type === "pointerup") actions.walkTo(finger.x, finger.y);
  };
  surface.addEventListener("pointerup", lift);
  surface.addEventListener("pointercancel", lift);
  // Whatever takes a finger away: one that is thought to be down would make of the next touch a second one.
  surface.addEventListener("lostpointercapture", lift);
  surface.addEventListener("wheel", (event) => {
    event.preventDefault();
    // A wheel's click is about 100; a touchpad sends many small ones.
    actions.zoomBy(Math.exp(-Math.max(-120, Math.min(120, event.deltaY)) * 0.0016));
  }, { passive: false });
}

function dragStick(finger: Finger, actions: PointerActions): void {
  const dx = finger.x - finger.startX;
  const dy = finger.y - finger.startY;
  const away = Math.hypot(dx, dy);
  if (!finger.dragging && away < DRAG_PIXELS) return;
  finger.dragging = true;
  const reach = Math.min(1, away / STICK_PIXELS);
  const x = away === 0 ? 0 : dx / away * reach;
  const y = away === 0 ? 0 : dy / away * reach;
  actions.stick({ x, y });
  actions.showStick({ x: finger.startX, y: finger.startY, knobX: x * STICK_PIXELS, knobY: y * STICK_PIXELS });
}

function spread(fingers: ReadonlyMap<number, Finger>): number {
  const [a, b] = [...fingers.values()];
  return a === undefined || b === undefined ? 0 : Math.hypot(a.x - b.x, a.y - b.y);
}
