/* What a page does beyond HTML: it works without all of this. No handlers in the markup, nothing kept in the browser. */
"use strict";
/* A form that was sent once is not sent again by an impatient second click. */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) { event.preventDefault(); return; }
  if (form.method === "post") { form.dataset.sent = "yes"; }
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) { delete form.dataset.sent; }
  const errors = document.querySelector(".errors");
  if (errors) { errors.focus(); }
});
/* What is typed is kept meanwhile; where that failed it is said where it would be said that it is kept. A session that
   has ended (403) says so itself. */
const unkept = (event) => {
  const response = event.detail.ctx && event.detail.ctx.response;
  const kept = document.getElementById("kept");
  if (kept && !(response && response.status === 403)) { kept.textContent = document.body.dataset.unkept; }
};
document.addEventListener("htmx:error", unkept);
document.addEventListener("htmx:response:error", unkept);
