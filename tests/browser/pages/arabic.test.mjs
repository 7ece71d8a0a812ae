// Every page in Arabic, from right to left.
import { lookAtEverything } from "../lib/walls.mjs";

await lookAtEverything("ar", "super2");
