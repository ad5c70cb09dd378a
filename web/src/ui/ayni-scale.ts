// The balance of giving and receiving. The server draws it; when its figures change the beam swings
// over from where it was.
import { LitElement } from "lit";

const MOST_DEGREES = 18;
const SWING_MILLIS = 700;

class AyniScale extends LitElement {
  static override properties = { tilt: { type: Number } };
  declare tilt: number;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override shouldUpdate(): boolean {
    const from = AyniScale.last.get(this.id) ?? 0;
    AyniScale.last.set(this.id, this.tilt);
    if (from !== this.tilt) this.swing(from, this.tilt);
    return false;
  }

  private static readonly last = new Map<string, number>();

  private swing(from: number, to: number): void {
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.turn(to);
      return;
    }
    const began = performance.now();
    const step = (now: number): void => {
      const part = Math.min(1, (now - began) / SWING_MILLIS);
      const eased = 1 - (1 - part) ** 3;
      this.turn(from + (to - from) * eased);
      if (part < 1 && this.isConnected) requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  private turn(degrees: number): void {
    const safe = Math.max(-MOST_DEGREES, Math.min(MOST_DEGREES, degrees));
    this.querySelector("[data-beam]")?.setAttribute("transform", `rotate(${safe} 160 54)`);
    for (const pan of this.querySelectorAll<SVGElement>("[data-pan]")) {
      pan.setAttribute("transform", `rotate(${-safe} ${pan.dataset.pan} 54)`);
    }
  }
}

customElements.define("cu-ayni-scale", AyniScale);
