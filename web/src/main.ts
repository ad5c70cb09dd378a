import "./core/menus";
import "./core/forms";
import { app } from "./core/app";
import { keys } from "./core/keys";
import { live } from "./core/live";
import { queue } from "./core/queue";
import { tour } from "./core/tour";

const LATER_MILLIS = 2_000;

/** What a page can do without for a moment: in pieces, when the browser has nothing better to do. */
function later(work: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(work, { timeout: LATER_MILLIS });
  else setTimeout(work);
}

/** What only some pages need is fetched where it is needed. */
function where(selector: string, module: () => Promise<unknown>): void {
  if (document.querySelector(selector)) later(() => void module());
}

app();
queue(later);
keys();
tour();
where("body[data-member]", () => import("./core/count").then(module => module.count()));
where("cu-ayni-scale", () => import("./ui/ayni-scale"));
where("form[data-budget]", () => import("./core/ballot").then(module => module.ballot()));
where("[data-passkey]", () => import("./core/passkeys"));
where("[data-place]", () => import("./core/place"));
where("[data-push]", () => import("./core/push"));
where("[data-chart]", () => import("./ui/chart").then(module => module.charts()));
where("[data-fresh]", () => import("./ui/seeing").then(module => module.seeing()));
later(live);
