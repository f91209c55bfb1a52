"use strict";
// Everything that is shown stands in the element #data; the address after # says what is looked at:
// #day/2026-01-12/33, #person/someone@somewhere/33, #checks. A number behind the message's says which part of it.

const data = JSON.parse(document.getElementById("data").textContent);
const messages = new Map(data.messages.map((message) => [message.id, message]));
const people = new Map(data.people.map((person) => [person.email, person]));
const panes = { index: byId("index"), list: byId("list"), reader: byId("reader") };
const KINDS = {
  "": "Mail that came in", acknowledgement: "Acknowledgement", "more-information": "More information needed",
  agenda: "Agenda", "chair-pack": "Chair’s pack", "guest-pack": "Guest’s pack", "decision-sheet": "Decision sheet",
  "service-decision": "Allocation", reminder: "Reminder", attention: "Needs a person", forwarded: "Passed on",
  "decision-result": "What was taken", workbook: "Workbook", "workbook-result": "What was taken", digest: "Overview",
};
const START = ["acknowledgement", "agenda", "chair-pack", "decision-result", "decision-sheet", "service-decision"];

function byId(id) { return document.getElementById(id); }

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick" || name === "onload") element[name] = value;
    else if (value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

function day(at) { return at.slice(0, 10); }
function clock(at) { return `${Number(at.slice(11, 13)) % 12 || 12}:${at.slice(14, 16)}${Number(at.slice(11, 13)) < 12 ? "am" : "pm"}`; }
function dayName(iso, weekday = "long") {
  return new Date(`${iso}T12:00`).toLocaleDateString("en-GB", { weekday, day: "numeric", month: weekday === "long" ? "long" : "short" });
}
function kindOf(message) { return KINDS[message.kind] ?? message.kind.replaceAll("-", " "); }
function size(bytes) { return bytes < 1024 ? `${bytes} bytes` : bytes < 1048576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`; }
function plural(count, word) { return `${count} ${word}${count === 1 ? "" : "s"}`; }
function grouped(items, key) {
  const groups = new Map();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

// ------------------------------------------------------------------------------------------------------- the address

function place() {
  const [view, key, id, part] = location.hash.slice(1).split("/").map(decodeURIComponent);
  return { view: ["day", "person", "checks"].includes(view) ? view : "day", key: key ?? "", id: Number(id) || 0, part: Number(part) || 0 };
}
function to(view, ...rest) {
  return `#${[view, ...rest].filter((step) => step !== "").map(encodeURIComponent).join("/")}`;
}

function show() {
  const here = place();
  const firstDay = day(data.scenes[0].at);
  const wide = matchMedia("(min-width: 1000px)").matches;
  if (!here.key && wide && here.view === "day") here.key = firstDay;
  for (const link of document.querySelectorAll(".views a")) {
    link.toggleAttribute("aria-current", false);
    if (link.dataset.view === here.view) link.setAttribute("aria-current", "page");
  }
  document.body.dataset.view = here.view;
  document.body.dataset.pane = here.id || here.view === "checks" ? "reader" : here.key ? "list" : "index";
  panes.index.setAttribute("aria-label", here.view === "person" ? "People" : "Days");
  panes.index.replaceChildren(...(here.view === "person" ? peopleIndex(here) : daysIndex(here)));
  panes.list.replaceChildren(...list(here));
  panes.reader.replaceChildren(...reader(here));
  for (const pane of [panes.list, panes.reader]) pane.scrollTop = pane.dataset.shown === `${here.view}/${here.key}` ? pane.scrollTop : 0;
  panes.list.dataset.shown = `${here.view}/${here.key}`;
  panes.reader.scrollTop = 0;
  if (!wide) window.scrollTo(0, 0);
  const title = panes.reader.querySelector("h2");
  document.title = `Panelpost: ${here.id && title ? title.textContent : data.title}`;
}

// ----------------------------------------------------------------------------------------------------------- indexes

function entry(href, current, label, detail, count) {
  const words = make("span", {}, label, detail ? make("small", {}, detail) : "");
  return make("li", {}, make("a", { href, "aria-current": current ? "true" : null }, words, make("span", { class: "count" }, String(count))));
}

function daysIndex(here) {
  const days = grouped(data.scenes, (scene) => day(scene.at));
  const items = [...days].map(([iso, scenes]) =>
    entry(to("day", iso), here.view === "day" && here.key === iso, dayName(iso, "short"), "", scenes.flatMap((scene) => scene.messages).length));
  return [make("h2", {}, "Days"), make("ul", {}, ...items)];
}

function peopleIndex(here) {
  const counts = grouped(data.messages, (message) => message.to);
  const groups = grouped(data.people, (person) => person.group);
  const order = [...groups.keys()].sort((a, b) => rank(a) - rank(b));
  return order.flatMap((group) => [
    make("h2", {}, group),
    make("ul", {}, ...groups.get(group).map((person) =>
      entry(to("person", person.email), here.key === person.email, person.name, shortRole(person), counts.get(person.email).length))),
  ]);
}
function rank(group) { return { Administration: 1, Referrers: 2, Mailboxes: 3 }[group] ?? 0; }
function shortRole(person) { return person.role.replace(/, (\w+)( \(deputy\))?$/, "$2"); }

// ------------------------------------------------------------------------------------------------------------- lists

function list(here) {
  if (here.view === "checks") return [];
  if (here.view === "person") return here.key ? inbox(here) : [make("p", { class: "about" }, "Choose a person: you see their inbox.")];
  return here.key ? happened(here) : [];
}

function happened(here) {
  const scenes = data.scenes.filter((scene) => day(scene.at) === here.key);
  return [
    make("a", { class: "back", href: to("day") }, "← All days"),
    make("h2", {}, dayName(here.key)),
    make("p", { class: "about" }, "What happened, and what came of it."),
    ...scenes.map((scene) => make("div", { class: "scene" },
      make("time", {}, clock(scene.at)),
      make("p", {}, scene.who ? make("b", {}, scene.who) : "", scene.who ? " " : "", scene.what),
      ...bundles(scene.messages.map((id) => messages.get(id)), here))),
  ];
}

function bundles(all, here) {
  return [...grouped(all, (message) => `${message.kind}|${message.subject}`).values()].map((same) => {
    if (same.length < 4) return make("ul", { class: "cards" }, ...same.map((message) => make("li", {}, card(message, here, "to"))));
    const open = same.some((message) => message.id === here.id);
    return make("details", { class: "more", open },
      make("summary", {}, `${kindOf(same[0])} to ${plural(same.length, "person").replace("persons", "people")}`),
      make("ul", { class: "cards" }, ...same.map((message) => make("li", {}, card(message, here, "to")))));
  });
}

function card(message, here, other) {
  const name = people.get(message.to)?.name ?? message.to;
  const whose = other === "to" ? (message.incoming ? `from ${message.from}` : `to ${name}`) : message.incoming ? `from ${message.from}` : kindOf(message);
  const detail = message.files.length ? plural(message.files.length, "file") : "";
  return make("a", {
    class: message.incoming ? "card in" : "card",
    href: to(here.view, here.view === "person" ? message.to : day(message.at), String(message.id)),
    "aria-current": message.id === here.id ? "true" : null,
  }, make("b", {}, message.subject || "(no subject)"), make("span", {}, make("span", {}, whose), make("span", {}, detail)));
}

function inbox(here) {
  const person = people.get(here.key);
  if (!person) return [];
  const days = grouped(data.messages.filter((message) => message.to === here.key), (message) => day(message.at));
  return [
    make("a", { class: "back", href: to("person") }, "← All people"),
    make("h2", {}, person.name),
    make("p", { class: "about" }, `${person.role} · ${person.email}`),
    ...[...days].flatMap(([iso, theirs]) => [
      make("h3", {}, dayName(iso)),
      make("ul", { class: "cards" }, ...theirs.map((message) => make("li", {}, card(message, here, "kind")))),
    ]),
  ];
}

// ------------------------------------------------------------------------------------------------------------ reader

function reader(here) {
  if (here.view === "checks") return checks();
  const message = messages.get(here.id);
  return message ? opened(message, here) : welcome(here);
}

function checks() {
  const all = data.findings.every((finding) => finding.holds);
  return [
    make("h2", {}, all ? "What was looked for, and found to be so" : "Not all is as it must be"),
    make("p", {}, "When the fortnight was over, every message was searched: headers, parts, files, and the files inside files."),
    make("ul", { class: "checks" }, ...data.findings.map((finding) => make("li", { class: finding.holds ? null : "bad" }, finding.sentence))),
  ];
}

function welcome(here) {
  const sent = data.messages.filter((message) => !message.incoming);
  const links = START.map((kind) => sent.find((message) => message.kind === kind)).filter(Boolean);
  return [
    make("h2", {}, data.title),
    make("p", {}, `${plural(data.messages.length - sent.length, "message")} came in and ${sent.length} went out. Choose a day to see what happened, or a person to see their inbox. Everything here is invented.`),
    make("p", {}, "Good ones to begin with:"),
    make("ul", { class: "start" }, ...links.map((message) => make("li", {}, card(message, { ...here, view: "day", id: 0 }, "to")))),
  ];
}

function opened(message, here) {
  const person = people.get(message.to);
  const body = make("div");
  const tabs = make("div", { class: "tabs", role: "group", "aria-label": "Parts of this message" });
  const parts = [
    message.html ? ["As it looks", () => [rendered(message)]] : null,
    ["Plain text", () => [make("pre", { class: "plain" }, message.text || "This message has no plain text.")]],
    ["Headers", () => [headers(message)]],
    ...message.files.map((file) => [file.name, () => fileView(file), "file"]),
  ].filter(Boolean);
  const choose = (chosen) => {
    [...tabs.children].forEach((button, at) => button.setAttribute("aria-pressed", String(at === chosen)));
    body.replaceChildren(...parts[chosen][1]());
    history.replaceState(null, "", to(here.view, here.key, here.id, chosen || ""));
  };
  parts.forEach(([label, , look], at) => {
    tabs.append(make("button", { type: "button", class: look ?? null, onclick: () => choose(at) }, label));
  });
  choose(here.part < parts.length ? here.part : 0);
  return [
    make("a", { class: "back", href: to(here.view, here.key) }, "← Back"),
    make("h2", {}, message.subject || "(no subject)"),
    make("dl", { class: "facts" },
      make("dt", {}, "From"), make("dd", {}, `${message.from} <${message.address}>`),
      make("dt", {}, "To"), make("dd", {}, make("a", { href: to("person", message.to) }, person.name), `, ${person.role}`),
      make("dt", {}, "When"), make("dd", {}, `${dayName(day(message.at))}, ${clock(message.at)}`),
      make("dt", {}, "What"), make("dd", {}, make("span", { class: "tag" }, kindOf(message)), message.folder ? ` now in the folder ${message.folder}` : "", " ", make("a", { href: message.eml }, "the message as a file"))),
    tabs, body,
  ];
}

function rendered(message) {
  // No scripts run in it, and nothing is loaded; the page may look in to give it its height.
  const fit = ({ target }) => {
    const inside = target.contentDocument.documentElement;
    new ResizeObserver(() => { target.style.height = `${inside.getBoundingClientRect().height + 2}px`; }).observe(inside);
  };
  return make("iframe", { class: "frame", title: "The message as it looks", sandbox: "allow-same-origin", srcdoc: message.html, onload: fit, height: "600" });
}

function headers(message) {
  return make("div", { class: "headers" }, ...message.headers.map(([name, value]) => make("span", {}, make("b", {}, `${name}: `), value)));
}

function fileView(file) {
  const kept = data.documents[file.document];
  const body = make("div");
  const bar = make("p", { class: "filebar" }, make("a", { href: file.href }, `Open ${file.name}`), make("span", { class: "count" }, size(file.size)));
  const drawn = () => make("div", { class: "sheets" }, ...kept.pictures.map((src, at) =>
    make("a", { href: src }, make("img", { src, alt: `Page ${at + 1} of ${file.name}, in full; its words are under “Read as text”`, loading: "lazy" }))));
  const read = () => {
    const paper = make("div", { class: "paper" });
    if (kept.html) paper.innerHTML = kept.html; // made by us from the document's text, every letter escaped
    else paper.append(make("pre", { class: "plain" }, kept.text || "This file cannot be shown here. Open it with the program it was made for."));
    return paper;
  };
  let asText = kept.pictures.length === 0;
  const toggle = make("button", { type: "button", onclick: () => { asText = !asText; draw(); } });
  function draw() {
    toggle.textContent = asText ? "Show as pages" : "Read as text";
    body.replaceChildren(asText ? read() : drawn());
  }
  if (kept.pictures.length && (kept.html || kept.text)) bar.append(toggle);
  draw();
  return [bar, body];
}

byId("title").textContent = data.title;
addEventListener("hashchange", () => { show(); if (place().id) panes.reader.focus({ preventScroll: true }); });
show();
