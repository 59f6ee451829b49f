// Filters on listings; everything else works without a script.
(function () {
  "use strict";
  // a link to something that is folded opens the fold
  function unfold() {
    var there = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (var at = there; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (there && there.closest("details")) there.scrollIntoView();
  }
  addEventListener("hashchange", unfold);
  unfold();

  // what is new since the last visit: the latest day seen stays in this browser, and nowhere else
  function since() {
    var word = document.querySelector("meta[name=dg-new]"), line = document.querySelector(".dg-since");
    var key = "dg:" + (word ? new URL(document.querySelector(".md-logo").href).pathname : ""), store, session;
    try { store = localStorage; session = sessionStorage; store.getItem(key); } catch (error) { return; }
    var off = store.getItem(key) === "off", items = Array.prototype.slice.call(document.querySelectorAll("[data-day]"));
    if (!word) return;
    if (!off) {
      var seen = store.getItem(key) || "", start = session.getItem(key);
      if (start === null) session.setItem(key, start = seen);
      items.forEach(function (item) {
        if (!start || item.dataset.day <= start || item.querySelector(".dg-new") || item.closest(".dg-many .dg-tile")) return;
        var badge = document.createElement("span");
        badge.className = "dg-new";
        badge.textContent = word.content;
        (item.querySelector(".dg-kicker") || item.querySelector(".dg-meta, .dg-source") || item.querySelector("a")).appendChild(badge);
      });
      var latest = items.reduce(function (day, item) { return item.dataset.day > day ? item.dataset.day : day; }, seen);
      if (latest) store.setItem(key, latest);
    }
    if (!line) return;
    var button = line.querySelector("button");
    line.firstElementChild.textContent = off ? line.dataset.off : line.dataset.on;
    button.textContent = off ? line.dataset.start : line.dataset.stop;
    line.hidden = false;
    button.onclick = function () {
      if (off) store.removeItem(key); else store.setItem(key, "off");
      document.querySelectorAll(".dg-new").forEach(function (badge) { badge.remove(); });
      since();
    };
  }
  since();
  var plain = function (text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/œ/g, "oe").replace(/[\u00a0\u202f]/g, " ");
  };
  document.querySelectorAll(".dg-filter").forEach(function (form) {
    var items = Array.prototype.slice.call(form.parentNode.querySelectorAll(".dg-card[data-kind], .dg-tile"));
    var found = form.querySelector(".dg-found"), fields = form.elements, word = fields.word, kind = "";
    var buttons = Array.prototype.slice.call(form.querySelectorAll("button"));
    var texts = items.map(function (item) { return plain(item.textContent); });
    var kinds = items.map(function (item) {
      return [item.dataset.kind].concat(Array.prototype.map.call(item.querySelectorAll("data"), function (d) { return d.dataset.kind; }));
    });
    var days = items.map(function (item) { return item.dataset.day || ""; }), home = items.map(function (item) { return item.parentNode; });
    var months = days.map(function (day) { return day.slice(0, 7); }).filter(function (m, i, all) { return m && all.indexOf(m) === i; });
    months.sort().reverse().forEach(function (month) {
      var name = new Date(month + "-15T12:00").toLocaleDateString(document.documentElement.lang, { month: "long", year: "numeric" });
      fields.period.add(new Option(name, month));
    });
    function value(name) { return fields[name] ? fields[name].value : ""; }
    function show() {
      var sought = plain(word.value.trim()), topic = value("topic"), period = value("period"), n = 0;
      items.forEach(function (item, i) {
        var fits = (!kind || kinds[i].indexOf(kind) >= 0) && (!sought || texts[i].indexOf(sought) >= 0) && days[i].indexOf(period) === 0 &&
          (!topic || (" " + item.dataset.topics + " ").indexOf(" " + topic + " ") >= 0);
        item.hidden = !fits;
        n += fits;
      });
      document.querySelectorAll(".dg-quote").forEach(function (group) { group.hidden = !group.querySelector(".dg-tile:not([hidden])"); });
      found.textContent = n ? (n < items.length ? n + " / " + items.length : "") : form.dataset.none;
      buttons.forEach(function (b) { b.setAttribute("aria-pressed", String(b.dataset.pick === kind)); });
    }
    function order() {
      var by = items.map(function (_, i) { return i; });
      if (value("sort") === "shared") by.sort(function (a, b) { return items[b].dataset.shares - items[a].dataset.shares || a - b; });
      by.forEach(function (i) { home[i].appendChild(items[i]); });
    }
    /* the state lives in the address: a filtered list can be sent to somebody */
    function remember() {
      var state = new URLSearchParams(location.search);
      [["kind", kind], ["word", word.value], ["topic", value("topic")], ["period", value("period")], ["sort", value("sort")]].forEach(function (pair) {
        if (pair[1]) state.set(pair[0], pair[1]); else state.delete(pair[0]);
      });
      history.replaceState(history.state, "", location.pathname + (String(state) ? "?" + state : "") + location.hash);
    }
    var given = new URLSearchParams(location.search);
    ["word", "topic", "period", "sort"].forEach(function (name) { if (fields[name] && given.get(name)) fields[name].value = given.get(name); });
    buttons.forEach(function (b) { if (given.get("kind") === b.dataset.pick) kind = b.dataset.pick; });
    form.hidden = false;
    if (value("sort")) order();
    show();
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.addEventListener("input", function (event) { if (event.target.name === "sort") order(); show(); remember(); });
    form.addEventListener("click", function (event) {
      var button = event.target.closest("button");
      if (!button) return;
      kind = button.dataset.pick;
      show();
      remember();
    });
  });
})();
