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
