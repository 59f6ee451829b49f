/* Search in small files: loads the shards that hold the words typed and the blocks of the entries found, nothing else.
   The rules for words are those of write/search.py. */
(function () {
  "use strict";
  var script = document.currentScript;
  var base = script.src.replace(/search\.js.*$/, "search/");
  var root = base.replace(/assets\/search\/$/, "");
  var waiting = {}, kept = {};

  function load(name, mark) {
    if (!waiting[name]) {
      waiting[name] = new Promise(function (done, fail) {
        var tag = document.createElement("script");
        tag.src = base + name + ".js" + (mark && location.protocol !== "file:" ? "?v=" + mark : "");
        tag.onload = function () { done(kept[name]); };
        tag.onerror = function () { delete waiting[name]; fail(new Error(name)); };
        document.head.appendChild(tag);
      });
    }
    return waiting[name];
  }
  window.digestSearch = {
    take: function (what, number, content) { kept[what === "manifest" ? what : what + "-" + number] = content; },
    tokens: tokens, find: find, like: function (asked, word) { return likeness(asked, word, true); }
  };

  /* ---- words ---- */
  var LIGATURES = { "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d" };
  function fold(text) {
    return text.toLowerCase().replace(/[œæßøłđ]/g, function (c) { return LIGATURES[c]; })
      .normalize("NFKD").replace(/\p{M}/gu, "");
  }
  function tokens(text) {
    var joined = text.replace(/\d{1,3}(?:[ \u00a0\u202f\u2009.,'’]\d{3})+(?!\d)/g, function (m) { return m.replace(/\D/g, ""); });
    return (fold(joined).match(/\d+[.,]\d+|[\p{L}\p{N}]+/gu) || []).map(function (w) { return w.replace(",", ".").slice(0, 40); });
  }
  /* plural and ending aside, for words of five letters or more: enough to meet "évaluations" and "évaluation" */
  var ENDINGS = ["issements", "issement", "atrices", "atrice", "ations", "ation", "ateurs", "ateur", "itions", "ition",
    "ements", "ement", "euses", "euse", "iques", "ique", "ances", "ance", "ences", "ence", "ables", "able", "eurs", "eur",
    "ives", "ive", "ites", "ite", "ings", "ing", "ies", "ees", "ifs", "aux", "al", "er", "es", "ee", "if", "ed", "ly", "ie", "e", "s", "x"];
  function stem(word) {
    if (word.length < 5 || /\d/.test(word)) return word;
    for (var i = 0; i < ENDINGS.length; i++) {
      var cut = word.length - ENDINGS[i].length;
      if (cut >= 4 && word.endsWith(ENDINGS[i])) return word.slice(0, cut);
    }
    return word;
  }
  function singular(word) { return word.length > 3 ? word.replace(/aux$/, "al").replace(/[sx]$/, "") : word; }
  function likeness(asked, word, typing) {
    if (asked === word) return 1;
    if (singular(asked) === singular(word)) return 0.9;
    if (word.startsWith(asked) && (typing || asked.length > 3)) return 0.5 + 0.3 * asked.length / word.length;
    if (asked.length > 4 && stem(asked) === stem(word)) return 0.55;
    return 0;
  }

  /* ---- from words to entries ---- */
  /* the shards that may hold words between two words; "starts" holds the first word of each */
  function shardsFor(first, last, manifest) {
    var starts = manifest.starts, from = 0, to = 0;
    starts.forEach(function (start, n) { if (start <= first) from = n; if (start <= last) to = n; });
    return starts.map(function (_, n) { return n; }).slice(from, Math.min(to, from + 3) + 1);
  }
  function matches(word, typing, manifest) {
    var root = stem(word), names = shardsFor(root < word ? root : word, word + "\uffff", manifest);
    if (root !== word) names = names.concat(shardsFor(root, root + "\uffff", manifest));
    names = Array.from(new Set(names));
    return Promise.all(names.map(function (n) { return load("s-" + n, manifest.shards[n]); })).then(function (shards) {
      var found = new Map();
      shards.forEach(function (shard) {
        Object.keys(shard || {}).forEach(function (known) {
          var like = likeness(word, known, typing);
          if (!like) return;
          var list = shard[known], at = 0, rare = Math.log(1 + manifest.entries / list.length);
          for (var i = 0; i < list.length; i++) {
            at += list[i];
            var score = like * rare * (at % 2 ? 2.5 : 1);
            if (score > (found.get(at >> 1) || 0)) found.set(at >> 1, score);
          }
        });
      });
      return found;
    });
  }
  var EMPTY = new Set("a au aux avec ce ces c d dans de des du elle en est et il l la le les leur ne n nous on ou par pas pour qu que qui s se sa son ses sur un une vous y the of and to in is it for on at an or what how".split(" "));
  function find(query, only) {
    return load("manifest").then(function (manifest) {
      var asked = tokens(query), last = asked[asked.length - 1];
      var words = asked.filter(function (w) { return !EMPTY.has(w); });
      if (!words.length) words = asked;
      words = Array.from(new Set(words)).slice(0, 8);
      return Promise.all(words.map(function (w) {
        return matches(w, w === last && !/\s$/.test(query), manifest);
      })).then(function (lists) { return rank(lists, manifest, only || {}); });
    });
  }
  /* entries stand in runs of one kind and one month: manifest.runs holds [first entry, kind, month] */
  function runOf(entry, runs) {
    var low = 0, high = runs.length - 1;
    while (low < high) {
      var middle = (low + high + 1) >> 1;
      if (runs[middle][0] <= entry) low = middle; else high = middle - 1;
    }
    return runs[low];
  }
  function rank(lists, manifest, only) {
    var sums = new Map(), hits = new Map();
    lists.forEach(function (list) {
      list.forEach(function (score, entry) {
        sums.set(entry, (sums.get(entry) || 0) + score);
        hits.set(entry, (hits.get(entry) || 0) + 1);
      });
    });
    var most = 0;
    hits.forEach(function (n) { most = Math.max(most, n); });
    var entries = Array.from(sums.keys()).filter(function (e) {
      if (hits.get(e) < most) return false;
      var run = (only.kind || only.period) && runOf(e, manifest.runs);
      return (!only.kind || run[1] === only.kind) && (!only.period || run[2].startsWith(only.period));
    });
    entries.forEach(function (e) { sums.set(e, sums.get(e) * (WORTH[runOf(e, manifest.runs)[1]] || 1)); });
    entries.sort(function (a, b) { return sums.get(b) - sums.get(a) || b - a; });
    if (!only.kind) entries = varied(entries, manifest);
    return { total: entries.length, complete: most === lists.length, show: function (many) { return rows(entries.slice(0, many), manifest); } };
  }
  var WORTH = { topic: 1.2, resource: 1.15, list: 1.1, week: 0.95, month: 0.7, year: 0.6 };
  /* among the first ones no kind takes more than two of five places: a day, a week, a resource and a figure all show */
  function varied(entries, manifest) {
    var first = [], later = [], taken = {};
    entries.forEach(function (e, place) {
      if (first.length >= 5 || place > 400) return later.push(e);
      var kind = runOf(e, manifest.runs)[1];
      if ((taken[kind] = (taken[kind] || 0) + 1) <= 2) first.push(e); else later.push(e);
    });
    return first.concat(later);
  }
  function rows(some, manifest) {
    var blocks = Array.from(new Set(some.map(function (e) { return Math.floor(e / manifest.block); })));
    return Promise.all(blocks.map(function (b) { return load("b-" + b, manifest.blocks[b]); })).then(function () {
      return some.map(function (e) {
        var row = kept["b-" + Math.floor(e / manifest.block)][e % manifest.block];
        return { kind: row[0], date: row[1], title: row[2], address: new URL(row[3], root).href, text: row[4] };
      });
    });
  }
})();

/* The field in the header and the search page: the same list of results, by keyboard too. */
(function () {
  "use strict";
  var search = window.digestSearch;
  var words = JSON.parse((document.getElementById("dg-search-words") || {}).textContent || "{}");
  var page = document.querySelector("[data-dg-search]");
  var PER_PAGE = 10;

  function element(name, attributes, content) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    (content || []).forEach(function (part) { made.append(part); });
    return made;
  }
  /* the text with the words found in <mark>; only text nodes are made */
  function marked(text, asked) {
    var parts = [], at = 0, word = /\d+(?:[ \u00a0\u202f\u2009.,'’]\d{3})+(?!\d)|\d+[.,]\d+|[\p{L}\p{N}]+/gu, match;
    while ((match = word.exec(text))) {
      var hit = search.tokens(match[0]).some(function (w) { return asked.some(function (a) { return search.like(a, w) > 0; }); });
      if (!hit) continue;
      parts.push(text.slice(at, match.index), element("mark", {}, [match[0]]));
      at = match.index + match[0].length;
    }
    return parts.concat(text.slice(at));
  }
  function around(text, asked) {
    var most = 180, first = -1, word = /[\p{L}\p{N}]+/gu, match;
    while (first < 0 && (match = word.exec(text))) {
      var one = search.tokens(match[0])[0] || "";
      if (asked.some(function (a) { return search.like(a, one) > 0; })) first = match.index;
    }
    var start = first > 100 ? text.lastIndexOf(" ", first - 60) + 1 : 0;
    return (start ? "… " : "") + text.slice(start, start + most).replace(/\s+\S*$/, start + most < text.length ? " …" : "$&");
  }
  function day(iso) {
    if (!iso) return "";
    return new Date(iso + "T12:00:00").toLocaleDateString(document.documentElement.lang || undefined, { day: "numeric", month: "long", year: "numeric" });
  }
  function item(found, asked) {
    var link = element("a", { "class": "md-search-result__link dg-found__link", href: found.address }, [
      element("span", { "class": "dg-found__title" }, marked(found.title, asked)),
      element("span", { "class": "dg-found__meta" }, [[(words.kinds || {})[found.kind] || found.kind, day(found.date)].filter(Boolean).join(" · ")]),
      element("span", { "class": "dg-found__text" }, marked(around(found.text, asked), asked))
    ]);
    return element("li", { "class": "md-search-result__item dg-found__item", "data-kind": found.kind }, [link]);
  }

  function Results(input, list, status, filters) {
    var turn = 0, shown = PER_PAGE, more = element("button", { "class": "dg-button", type: "button", hidden: "" }, [words.more || "+"]);
    list.after(more);
    more.addEventListener("click", function () { shown += PER_PAGE; run(); });
    function run() {
      var mine = ++turn, query = input.value.trim(), asked = search.tokens(query);
      if (!query) { list.replaceChildren(); status.textContent = ""; more.hidden = true; return Promise.resolve(); }
      status.textContent = words.searching || "…";
      return search.find(input.value, filters && filters()).then(function (result) {
        return result.show(shown).then(function (rows) {
          if (mine !== turn) return;
          list.replaceChildren.apply(list, rows.map(function (row) { return item(row, asked); }));
          more.hidden = result.total <= shown;
          status.textContent = !result.total ? (words.none || "0")
            : (result.total === 1 ? words.one : words.many || "{n}").replace("{n}", result.total.toLocaleString(document.documentElement.lang)) +
              (result.complete ? "" : " " + (words.partly || ""));
        });
      }).catch(function () { if (mine === turn) status.textContent = words.failed || "?"; });
    }
    var timer;
    input.addEventListener("input", function () { clearTimeout(timer); shown = PER_PAGE; timer = setTimeout(run, 120); });
    return { run: run, fresh: function () { shown = PER_PAGE; return run(); } };
  }

  function keys(input, list) {
    function move(event, step) {
      var links = Array.from(list.querySelectorAll("a"));
      var at = links.indexOf(document.activeElement) + step;
      if (!links.length) return;
      event.preventDefault();
      if (at < 0) input.focus(); else (links[at] || links[links.length - 1]).focus();
    }
    [input, list].forEach(function (place) {
      place.addEventListener("keydown", function (event) {
        if (event.key === "ArrowDown") move(event, 1);
        else if (event.key === "ArrowUp") move(event, document.activeElement === input ? 0 : -1);
      });
    });
  }

  function onSearchPage() {
    var form = page.querySelector("form"), input = form.elements.q, kind = form.elements.kind, period = form.elements.period;
    var given = new URLSearchParams(location.search);
    page.hidden = false;
    input.value = given.get("q") || "";
    if (given.get("kind")) kind.value = given.get("kind");
    if (given.get("period")) period.value = given.get("period");
    var list = page.querySelector(".dg-found"), status = page.querySelector("[role=status]");
    var results = Results(input, list, status, function () { return { kind: kind.value, period: period.value }; });
    function remember() {
      var state = new URLSearchParams();
      [input, kind, period].forEach(function (field) { if (field.value) state.set(field.name, field.value); });
      history.replaceState(null, "", location.pathname + (String(state) ? "?" + state : ""));
    }
    form.addEventListener("submit", function (event) { event.preventDefault(); remember(); results.fresh(); });
    form.addEventListener("input", remember);
    [kind, period].forEach(function (field) { field.addEventListener("change", function () { remember(); results.fresh(); }); });
    keys(input, list);
    results.run();
    if (!input.value) input.focus({ preventScroll: true });
  }

  function inHeader(form) {
    var input = form.elements.q, panel, results;
    function open() {
      if (!panel) {
        var list = element("ol", { "class": "md-search-result__list dg-found", "aria-label": words.results || "" });
        var status = element("p", { role: "status", "class": "dg-found__status" });
        panel = element("div", { "class": "dg-found__panel" }, [status, list]);
        form.append(panel);
        results = Results(input, list, status);
        keys(input, list);
      }
      panel.hidden = false;
      results.run();
    }
    input.addEventListener("input", open);
    input.addEventListener("focus", function () { if (input.value) open(); });
    form.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && panel) { panel.hidden = true; input.focus(); }
    });
    document.addEventListener("click", function (event) { if (panel && !form.contains(event.target)) panel.hidden = true; });
    form.addEventListener("focusout", function (event) {
      if (panel && event.relatedTarget && !form.contains(event.relatedTarget)) panel.hidden = true;
    });
    var asked = new URLSearchParams(location.search).get("q");
    if (asked && !page) { input.value = asked; open(); }
  }

  var header = document.querySelector("form.dg-find");
  if (header) inHeader(header);
  if (page) onSearchPage();
  document.addEventListener("keydown", function (event) {
    var typing = /^(input|textarea|select)$/i.test(event.target.tagName) || event.target.isContentEditable;
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !/^[\/sf]$/.test(event.key)) return;
    var input = page ? page.querySelector("input") : header && header.elements.q;
    if (input && input.offsetParent) { event.preventDefault(); input.focus(); }
  });
})();
