// Everything works without this file; it only makes some things nicer.
import { initAll } from "./govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

// Words are kept while they are typed: by the register, or by this browser when that cannot be reached.
const PAUSE = 1500;
const NOT_WORDS = new Set(["csrf_token", "once", "held"]);
const NOT_COMPARED = new Set([...NOT_WORDS, "seen"]);

for (const mark of document.querySelectorAll("form input[data-held]")) keepWords(mark, mark.form);

function keepWords(mark, form) {
  const place = `held:${mark.dataset.owner}:${location.pathname}`;
  const status = form.querySelector("[data-held-said]");
  const words = (leftOut = NOT_COMPARED) => [...new FormData(form)].filter(([name]) => !leftOut.has(name));
  const mine = () => JSON.stringify(words());
  let last = mine();
  let timer;
  let sending = null;

  const say = (text) => { status.textContent = text; };

  async function send(fields, under = mark.value) {
    const body = new URLSearchParams(fields);
    body.set("held", under);
    const headers = { "X-CSRFToken": form.elements.csrf_token.value };
    const answer = await fetch(mark.dataset.held, { method: "POST", body, headers, signal: AbortSignal.timeout(5000) });
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    return (await answer.json()).said;
  }

  function keepHere() {
    try {
      localStorage.setItem(place, JSON.stringify({ under: mark.value, fields: words(NOT_WORDS) }));
      say(status.dataset.here);
    } catch {
      say(status.dataset.lost);
    }
  }

  async function keep() {
    if (mine() === last) return;
    last = mine();
    try {
      const said = await send(words(NOT_WORDS));
      localStorage.removeItem(place);
      say(said);
    } catch {
      keepHere();
    }
  }

  // What this browser kept earlier goes to the register first; the page then asks what to do with it.
  async function bringBack() {
    const left = JSON.parse(localStorage.getItem(place) ?? "null");
    if (!left) return;
    const isSaved = JSON.stringify(left.fields.filter(([name]) => !NOT_COMPARED.has(name))) === last;
    if (!isSaved) await send(left.fields, left.under);
    localStorage.removeItem(place);
    if (!isSaved) location.reload();
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { sending = keep().finally(() => { sending = null; }); }, PAUSE);
  });

  // A form that is sent while its words are on the way waits for them, so that they cannot come after it.
  form.addEventListener("submit", async (event) => {
    clearTimeout(timer);
    if (!sending) return;
    event.preventDefault();
    await sending;
    form.requestSubmit(event.submitter);
  });

  bringBack().catch(() => {});
}

// An answer that cannot be sent without proof opens the place for it.
for (const proof of document.querySelectorAll("details[data-proof]")) {
  proof.parentElement.addEventListener("change", (event) => {
    if (["3", "4"].includes(event.target.value)) proof.open = true;
  });
}

// A question is read out where the browser has a voice for the language of the page.
for (const place of document.querySelectorAll("[data-listen]")) offerVoice(place);

function offerVoice(place) {
  const voices = window.speechSynthesis;
  if (!voices) return;
  const language = (document.querySelector("main").lang || document.documentElement.lang).slice(0, 2);
  const find = () => voices.getVoices().find((voice) => voice.lang.slice(0, 2).toLowerCase() === language);
  const offer = () => { place.hidden = !find(); };
  voices.addEventListener?.("voiceschanged", offer);
  offer();
  place.querySelector("button").addEventListener("click", () => {
    const words = new SpeechSynthesisUtterance(document.getElementById(place.dataset.listen).innerText);
    words.voice = find();
    words.lang = words.voice.lang;
    voices.cancel();
    voices.speak(words);
  });
}

// Work that goes on: look again after some seconds, unless the reader is on a link or a button.
for (const work of document.querySelectorAll("[data-looks-again]")) {
  setInterval(() => {
    if (document.activeElement === document.body) location.reload();
  }, 1000 * Number(work.dataset.looksAgain));
}
