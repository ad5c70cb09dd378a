import "./core/menus";
import "./core/forms";
import { live } from "./core/live";
import "./ui/ayni-scale";

live();
