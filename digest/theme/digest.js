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
    var found = form.querySelector(".dg-found"), word = form.elements.word, kind = "";
    var texts = items.map(function (item) { return plain(item.textContent); });
    var kinds = items.map(function (item) {
      return [item.dataset.kind].concat(Array.prototype.map.call(item.querySelectorAll("data"), function (d) { return d.dataset.kind; }));
    });
    function show() {
      var sought = plain(word.value.trim()), n = 0;
      items.forEach(function (item, i) {
        var fits = (!kind || kinds[i].indexOf(kind) >= 0) && (!sought || texts[i].indexOf(sought) >= 0);
        item.hidden = !fits;
        n += fits;
      });
      document.querySelectorAll(".dg-quote").forEach(function (group) { group.hidden = !group.querySelector(".dg-tile:not([hidden])"); });
      found.textContent = n ? (kind || sought ? n + " / " + items.length : "") : form.dataset.none;
    }
    form.hidden = false;
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    word.addEventListener("input", show);
    form.addEventListener("click", function (event) {
      var button = event.target.closest("button");
      if (!button) return;
      kind = button.dataset.pick;
      form.querySelectorAll("button").forEach(function (b) { b.setAttribute("aria-pressed", String(b === button)); });
      show();
    });
  });
})();
