import "./core/menus";
import "./core/forms";
import "./core/passkeys";
import "./core/place";
import { live } from "./core/live";
import "./ui/ayni-scale";

live();
if (document.querySelector("[data-push]")) void import("./core/push");
