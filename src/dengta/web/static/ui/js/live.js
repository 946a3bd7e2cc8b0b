// Pages that refresh themselves: they rest while nobody looks, and say so when they have not been refreshed for long.
const STALE_AFTER_MS = 120_000;
let refreshed = Date.now();

const lives = (element) => element?.closest?.("[data-dt-live]");
const show = () => {
  const stale = Date.now() - refreshed > STALE_AFTER_MS;
  document.querySelectorAll(".dt-live").forEach((mark) => mark.classList.toggle("dt-live--stale", stale));
};

document.addEventListener("htmx:before:request", (event) => {
  if (document.hidden && lives(event.target)) event.preventDefault();
});

document.addEventListener("htmx:after:request", (event) => {
  if (lives(event.target) && event.detail.ctx.response?.status === 200) refreshed = Date.now();
});

document.addEventListener("htmx:after:swap", show);
document.addEventListener("visibilitychange", show);
setInterval(show, 5_000);
