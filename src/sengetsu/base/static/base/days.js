// Beside a field for a day: the browser's own calendar, and the year as it is written here.
// The field itself stays a line of text, so that 令和 can be typed and read.
import { word } from "./words.js";

const era = new Intl.DateTimeFormat("ja-JP-u-ca-japanese", { era: "long", year: "numeric", month: "long", day: "numeric" });

/** "2026-11-24" -> 令和8年11月24日. */
function inEra(day) {
  const [year, month, date] = day.split("-").map(Number);
  return era.format(new Date(year, month - 1, date));
}

function addCalendar(field) {
  const picker = Object.assign(document.createElement("input"), { type: "date", tabIndex: -1, className: "picker" });
  picker.setAttribute("aria-hidden", "true");
  if (!picker.showPicker) return;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn slim" });
  button.textContent = word("calendar");
  button.setAttribute("aria-describedby", field.id);
  button.addEventListener("click", () => picker.showPicker());
  picker.addEventListener("change", () => {
    if (!picker.value) return;
    field.value = inEra(picker.value);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.focus();
  });
  const row = document.createElement("div");
  row.className = "with-button";
  field.replaceWith(row);
  row.append(field, button, picker);
}

document.querySelectorAll("input[data-date]").forEach(addCalendar);
