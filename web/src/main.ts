import "./core/menus";
import "./core/forms";
import "./core/passkeys";
import "./core/place";
import { app } from "./core/app";
import { ballot } from "./core/ballot";
import { keys } from "./core/keys";
import { live } from "./core/live";
import { queue } from "./core/queue";
import { tour } from "./core/tour";
import "./ui/ayni-scale";

live();
if (document.querySelector("[data-push]")) void import("./core/push");
app();
ballot();
queue();
keys();
tour();
