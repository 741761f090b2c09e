// The small behaviours of every page. Each works on its own; without JavaScript every page still works.
import "./once.js";
import "./leave.js";
import "./draft.js";
import "./live.js";
import "./errors.js";
import "./days.js";
