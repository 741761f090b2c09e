// Shows #danger-notice while a textarea[data-danger] speaks of danger to life. Everything happens in this
// browser: the list comes with the page, and nothing that is typed is sent or kept. The list and the way of
// searching are those of danger.py.
const GAP = "\ue000";
const PAUSE = 400; // milliseconds without typing

export function plain(text) {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u30a1-\u30f6]/g, hiragana)
    .replace(/[’‘`´]/g, "'")
    .replace(/[ \t\r\n\u200b]+/g, " ")
    .replace(/([^\x21-\x7e]) | (?=[^\x21-\x7e])/gu, "$1");
}

function hiragana(sign) {
  return String.fromCharCode(sign.charCodeAt(0) - 0x60);
}

function pattern(sources) {
  const all = sources.map((source) => `(?:${source.replace(/[\u30a1-\u30f6]/g, hiragana)})`);
  return new RegExp(all.join("|"), "gu");
}

/** The list with its patterns made ready. */
export function prepare(list) {
  const groups = list.groups.map((group) => ({ name: group.name, pattern: pattern(group.patterns) }));
  return { groups, notMeant: pattern(list.not_meant) };
}

/** Names of the groups of which an expression stands in `text`. */
export function dangers(text, { groups, notMeant }) {
  const searched = plain(text).replace(notMeant, GAP);
  return groups.filter((group) => searched.search(group.pattern) >= 0).map((group) => group.name);
}

function watch(area, notice, list) {
  let timer;
  const look = () => {
    const found = dangers(area.value, list);
    notice.dataset.groups = found.join(" ");
    // Once shown it stays: taking it away from somebody who deletes a line would be a rebuke.
    if (found.length && notice.hidden) notice.hidden = false;
  };
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  area.addEventListener("change", look);
  look();
}

/** Watch every textarea of this page that asks for it. */
export async function start(page = document) {
  const notice = page.getElementById("danger-notice");
  const areas = page.querySelectorAll("textarea[data-danger]");
  if (!notice || !areas.length) return;
  const answer = await fetch(new URL("danger.json", import.meta.url));
  if (!answer.ok) return;
  const list = prepare(await answer.json());
  // A live region must be in the page before its content appears, or screen readers keep silent.
  if (!notice.hasAttribute("role") && !notice.hasAttribute("aria-live")) notice.setAttribute("aria-live", "polite");
  areas.forEach((area) => watch(area, notice, list));
}

start();
