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
    tokens: tokens, find: find, ready: function () { return load("manifest"); }, like: function (asked, word) { return likeness(asked, word, true); }
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
  /* among the first five no kind takes more than two places, and the best day is always one of them */
  function varied(entries, manifest) {
    var first = [], later = [], taken = {}, best = -1;
    entries.forEach(function (e, place) {
      var kind = place < 2000 ? runOf(e, manifest.runs)[1] : "";
      if (kind === "day" && best < 0) best = e;
      if (first.length >= 5 || !kind) return later.push(e);
      if ((taken[kind] = (taken[kind] || 0) + 1) <= 2) first.push(e); else later.push(e);
    });
    if (best >= 0 && first.indexOf(best) < 0) {
      later = [first.pop()].concat(later.filter(function (e) { return e !== best; }));
      first.splice(2, 0, best);
    }
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

/* The search box in the header: opens like the theme's own, lists results as they are typed, by keyboard too. */
(function () {
  "use strict";
  var search = window.digestSearch;
  var box = document.querySelector(".md-search[data-dg]"), toggle = document.getElementById("__search");
  if (!box || !toggle) return;
  var form = box.querySelector("form"), input = form.elements.q, kind = form.elements.section, period = form.elements.year;
  var meta = box.querySelector(".md-search-result__meta"), list = box.querySelector("ol"), more = box.querySelector(".dg-more");
  var STEP = 10, shown = STEP, turn = 0, timer, words = {};

  function element(name, attributes, content) {
    var made = document.createElement(name);
    Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    made.append.apply(made, content);
    return made;
  }
  function fits(word, asked) { return asked.some(function (a) { return search.like(a, word) > 0; }); }
  var WORD = /\d+(?:[ \u00a0\u202f\u2009.,'’]\d{3})+(?!\d)|\d+[.,]\d+|[\p{L}\p{N}]+/gu;
  /* the text with the words found in <mark>; only text nodes are made */
  function marked(text, asked) {
    var parts = [], at = 0;
    Array.from(text.matchAll(WORD)).forEach(function (match) {
      if (!search.tokens(match[0]).some(function (w) { return fits(w, asked); })) return;
      parts.push(text.slice(at, match.index), element("mark", {}, [match[0]]));
      at = match.index + match[0].length;
    });
    return parts.concat(text.slice(at));
  }
  function around(text, asked) {
    var hit = Array.from(text.matchAll(WORD)).find(function (match) { return fits(search.tokens(match[0])[0] || "", asked); });
    var start = hit && hit.index > 90 ? text.lastIndexOf(" ", hit.index - 50) + 1 : 0, end = start + 180;
    return (start ? "… " : "") + (end < text.length ? text.slice(start, text.lastIndexOf(" ", end)) + " …" : text.slice(start));
  }
  function day(iso) {
    var far = { day: "numeric", month: "long", year: "numeric" };
    return iso ? new Date(iso + "T12:00:00").toLocaleDateString(document.documentElement.lang, far) : "";
  }
  function item(found, asked) {
    var told = [(words.kinds || {})[found.kind] || found.kind, day(found.date)].filter(Boolean).join(" · ");
    return element("li", { "class": "md-search-result__item" }, [
      element("a", { "class": "md-search-result__link", href: found.address }, [
        element("article", { "class": "md-search-result__article md-typeset", "data-kind": found.kind }, [
          element("p", { "class": "dg-hit" }, marked(found.title, asked)),
          element("p", { "class": "dg-hit-meta" }, [told]),
          element("p", { "class": "dg-hit-text" }, marked(around(found.text, asked), asked))])])]);
  }
  function say(result) {
    var n = result.total, text = n ? (n === 1 ? words.one : words.many).replace("{n}", n.toLocaleString(document.documentElement.lang)) : words.none;
    meta.textContent = text + (n && !result.complete ? " " + words.partly : "");
  }
  function offer(manifest) {
    if (words === manifest.words) return;
    words = manifest.words;
    var kinds = new Set(manifest.runs.map(function (run) { return run[1]; }));
    kinds.forEach(function (name) { kind.append(element("option", { value: name }, [words.kinds[name]])); });
    var years = new Set(manifest.runs.map(function (run) { return run[2].slice(0, 4); }).filter(Boolean));
    Array.from(years).sort().reverse().forEach(function (year) { period.append(element("option", { value: year }, [year])); });
    remembered();
  }
  function remembered() {
    var given = new URLSearchParams(location.search);
    kind.value = given.get("section") || "";
    period.value = given.get("year") || "";
  }
  function run() {
    var mine = ++turn, query = input.value, asked = search.tokens(query);
    return search.ready().then(offer).then(function () {
      if (!query.trim()) { list.replaceChildren(); more.hidden = true; meta.textContent = words.start; return; }
      return search.find(query, { kind: kind.value, period: period.value }).then(function (result) {
        return result.show(shown).then(function (rows) {
          if (mine !== turn) return;
          list.replaceChildren.apply(list, rows.map(function (row) { return item(row, asked); }));
          more.hidden = result.total <= shown;
          say(result);
        });
      });
    }).catch(function () { if (mine === turn) meta.textContent = words.failed || "?"; });
  }
  function remember() {
    var state = new URLSearchParams(location.search);
    [input, kind, period].forEach(function (field) { if (field.value) state.set(field.name, field.value); else state.delete(field.name); });
    history.replaceState(history.state, "", location.pathname + (String(state) ? "?" + state : "") + location.hash);
  }
  function fresh() { shown = STEP; remember(); return run(); }
  function open() { if (!toggle.checked) toggle.click(); }
  function close() { if (toggle.checked) toggle.click(); }

  input.addEventListener("focus", function () { open(); run(); });
  input.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(fresh, 120); });
  [kind, period].forEach(function (field) { field.addEventListener("change", fresh); });
  more.addEventListener("click", function () { shown += STEP; run(); });
  form.addEventListener("reset", function () { setTimeout(function () { fresh(); input.focus(); }); });
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    clearTimeout(timer);
    fresh().then(function () { var first = list.querySelector("a"); if (first) first.focus(); });
  });
  toggle.addEventListener("change", function () { if (toggle.checked) input.focus(); else input.blur(); });
  box.addEventListener("keydown", function (event) {
    var links = Array.from(list.querySelectorAll("a")), at = links.indexOf(document.activeElement);
    if (event.key === "Escape") return close();
    if (event.key === "ArrowDown" && links.length) { event.preventDefault(); (links[at + 1] || links[at]).focus(); }
    if (event.key === "ArrowUp" && at >= 0) { event.preventDefault(); (links[at - 1] || input).focus(); }
    event.stopPropagation();
  });
  document.addEventListener("keydown", function (event) {
    var typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !/^[\/fs]$/.test(event.key)) return;
    event.preventDefault();
    open();
    input.focus();
  });
  document.addEventListener("click", function (event) {
    if (toggle.checked && !box.contains(event.target) && !event.target.closest("[for=__search], #__search")) close();
  });
  var asked = new URLSearchParams(location.search).get("q");
  if (asked) { input.value = asked; open(); run(); }
})();
