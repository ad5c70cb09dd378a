// The balance of giving and receiving. The server draws it; when its figures change while the page is
// open the beam swings over from where it was.
const SWING_MILLIS = 700;

const last = new Map<string, number>();

class AyniScale extends HTMLElement {
  connectedCallback(): void {
    const to = Number(this.getAttribute("tilt"));
    const from = last.get(this.id) ?? to;
    last.set(this.id, to);
    if (from !== to && !matchMedia("(prefers-reduced-motion: reduce)").matches) this.swing(from, to);
  }

  private swing(from: number, to: number): void {
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
    this.querySelector("[data-beam]")?.setAttribute("transform", `rotate(${degrees} 160 54)`);
    for (const pan of this.querySelectorAll<SVGElement>("[data-pan]")) {
      pan.setAttribute("transform", `rotate(${-degrees} ${pan.dataset.pan} 54)`);
    }
  }
}

customElements.define("cu-ayni-scale", AyniScale);
