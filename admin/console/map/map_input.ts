/** Moving the map by hand: drag, wheel, pinch, keys. What was a click and not a drag is reported. */
import type { Camera } from "./camera.ts";

/** What the map does when it is touched. */
export interface MapHands {
  /** The view was moved by hand: following ends. */
  onMoved(): void;
  onHover(x: number, y: number): void;
  onLeave(): void;
  onClick(x: number, y: number, pointerType: string): void;
}

const CLICK_PIXELS = 5;
const WHEEL_ZOOM = 0.0022;
const KEY_PIXELS = 90;

/** Listens on `surface`; call the answer to stop. */
export function handleInput(surface: HTMLElement, camera: Camera, hands: MapHands): () => void {
  const pointers = new Map<number, { x: number; y: number }>();
  let pressed: { x: number; y: number } | null = null;
  let dragged = false;

  const at = (event: PointerEvent | WheelEvent | MouseEvent) => {
    const box = surface.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    surface.focus({ preventScroll: true });
    surface.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, at(event));
    pressed = pointers.size === 1 ? at(event) : null;
    dragged = false;
  };

  const move = (event: PointerEvent) => {
    const here = at(event);
    const before = pointers.get(event.pointerId);
    if (before === undefined) return hands.onHover(here.x, here.y);
    if (!dragged && pressed !== null && Math.hypot(here.x - pressed.x, here.y - pressed.y) < CLICK_PIXELS) return;
    if (!dragged) hands.onMoved();
    dragged = true;
    surface.classList.add("dragging");
    if (pointers.size === 2) {
      const other = [...pointers].find(([id]) => id !== event.pointerId)![1];
      const apart = Math.hypot(before.x - other.x, before.y - other.y);
      const apartNow = Math.hypot(here.x - other.x, here.y - other.y);
      const middle = { x: (here.x + other.x) / 2, y: (here.y + other.y) / 2 };
      camera.pan((here.x - before.x) / 2, (here.y - before.y) / 2);
      if (apart > 10) camera.zoomNow(middle.x, middle.y, apartNow / apart);
    } else camera.pan(here.x - before.x, here.y - before.y);
    pointers.set(event.pointerId, here);
  };

  const up = (event: PointerEvent) => {
    if (!pointers.delete(event.pointerId)) return;
    surface.classList.remove("dragging");
    if (!dragged && pressed !== null && event.type === "pointerup") {
      const here = at(event);
      hands.onClick(here.x, here.y, event.pointerType);
    }
    pressed = null;
  };

  const wheel = (event: WheelEvent) => {
    event.preventDefault();
    const here = at(event);
    // Lines and pages of a wheel as pixels; a pinch on a touchpad comes as a wheel with ctrl, in small steps.
    const pixels = event.deltaY * [1, 24, 400][event.deltaMode]! * (event.ctrlKey ? 4 : 1);
    camera.zoomAt(here.x, here.y, Math.exp(-Math.max(-400, Math.min(400, pixels)) * WHEEL_ZOOM));
  };

  const double = (event: MouseEvent) => {
    const here = at(event);
    camera.zoomAt(here.x, here.y, event.shiftKey ? 1 / 2.5 : 2.5);
  };

  const key = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, readonly [number, number]>> = {
      ArrowLeft: [KEY_PIXELS, 0],
      ArrowRight: [-KEY_PIXELS, 0],
      ArrowUp: [0, KEY_PIXELS],
      ArrowDown: [0, -KEY_PIXELS],
    };
    const step = steps[event.key];
    const middle = { x: (camera.width - camera.coveredRight) / 2, y: (camera.height - camera.coveredBottom) / 2 };
    if (step !== undefined) {
      hands.onMoved();
      camera.glideTo(camera.x - step[0] / camera.scale, camera.y - step[1] / camera.scale, camera.scale);
    } else if (event.key === "+" || event.key === "=") camera.zoomAt(middle.x, middle.y, 1.6);
    else if (event.key === "-") camera.zoomAt(middle.x, middle.y, 1 / 1.6);
    else if (event.key === "0") camera.showAll();
    else return;
    event.preventDefault();
  };

  surface.addEventListener("pointerdown", down);
  surface.addEventListener("pointermove", move);
  surface.addEventListener("pointerup", up);
  surface.addEventListener("pointercancel", up);
  surface.addEventListener("pointerleave", hands.onLeave);
  surface.addEventListener("wheel", wheel, { passive: false });
  surface.addEventListener("dblclick", double);
  surface.addEventListener("keydown", key);
  return () => {
    // The surface goes with its page; nothing else was listened to.
    pointers.clear();
  };
}
