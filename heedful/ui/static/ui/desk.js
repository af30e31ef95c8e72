// @ts-check
/** The one entry: starts every behaviour of the desk. Each module listens on the document, so swapped parts just work. */

import { startDialogs } from "./dialogs.js";
import { startFigures } from "./figures.js";
import { startFiltering } from "./filtering.js";
import { startKeyboard } from "./keyboard.js";
import { startKeyedSwaps } from "./keyed.js";
import { startList } from "./list.js";
import { startLive } from "./live.js";
import { startMentioning } from "./mentioning.js";
import { startMenus } from "./menus.js";
import { startNarrowing } from "./narrowing.js";
import { startOptimism } from "./optimism.js";
import { startPicking } from "./picking.js";
import { startPresence } from "./presence.js";
import { startRequests } from "./requests.js";
import { startTalk } from "./talk.js";
import { startTimes } from "./times.js";
import { startUndoing } from "./undoing.js";

startRequests();
startKeyedSwaps();
startDialogs();
startList();
startTalk();
startMenus();
startMentioning();
startNarrowing();
startFiltering();
startPicking();
startOptimism();
startTimes();
startUndoing();
startFigures();
startKeyboard();
startLive();
startPresence();
