// Every page in English.
import { lookAtEverything } from "../lib/walls.mjs";

await lookAtEverything("en", "super");
