import "./core/menus";
import "./core/forms";
import "./core/passkeys";
import "./core/place";
import { app } from "./core/app";
import { live } from "./core/live";
import { queue } from "./core/queue";
import "./ui/ayni-scale";

live();
app();
queue();
