// What htmx could not fetch is said in words, at the top of the page; nothing typed is touched.
import { refreshToken } from "./token.js";
import { word } from "./words.js";

const place = document.getElementById("live");

function say(sentence, link) {
  if (!place) return;
  const notice = document.createElement("p");
  notice.className = "notice warn";
  notice.append(sentence);
  if (link) {
    const anchor = Object.assign(document.createElement("a"), { href: link, target: "_blank", rel: "noopener" });
    anchor.textContent = word("signIn");
    notice.append(" ", anchor);
  }
  place.replaceChildren(notice);
}

document.addEventListener("htmx:sendError", () => say(word("offline")));
document.addEventListener("htmx:timeout", () => say(word("offline")));
document.addEventListener("htmx:afterRequest", (event) => event.detail.successful && place?.replaceChildren());
document.addEventListener("htmx:responseError", async (event) => {
  const status = event.detail.xhr.status;
  if (status === 401) say(word("signedOut"), word("signInUrl"));
  else if (status === 403 && (await refreshToken()) === "ok") say(word("onceMore"));
  else say(word("onceMore"));
});
