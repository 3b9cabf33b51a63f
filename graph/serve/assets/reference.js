// Every form shows its answer below itself, and the address that gives it.
"use strict";

for (const form of document.forms) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const given = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
    const address = `${form.getAttribute("action")}${given.size ? `?${given}` : ""}`;
    const link = form.parentElement.querySelector(".address");
    const shown = form.parentElement.querySelector(".answer");
    link.hidden = shown.hidden = false;
    link.firstElementChild.href = link.firstElementChild.textContent = address;
    shown.textContent = "…";
    const answer = await fetch(address, { headers: { accept: "application/json" } });
    shown.textContent = JSON.stringify(await answer.json(), null, 1);
    shown.dataset.status = String(answer.status);
  });
}
const asked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (asked instanceof HTMLDetailsElement) {
  asked.open = true;
}
