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
  function file(name) {
    if (!name) return "all";
    return /^[a-z0-9]+$/.test(name) ? name : Array.from(name).map(function (c) { return c.codePointAt(0).toString(16); }).join("-");
  }
  window.digestSearch = {
    take: function (what, name, content) {
      kept[what === "manifest" ? "manifest" : (what === "shard" ? "s-" + file(name) : "b-" + name)] = content;
    },
    tokens: tokens, find: find
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
  function shardsFor(word, manifest) {
    for (var n = word.length; n > 0; n--) {
      if (manifest.shards[word.slice(0, n)]) return [word.slice(0, n)];
    }
    return Object.keys(manifest.shards).filter(function (s) { return s.startsWith(word); }).slice(0, 6);
  }
  function matches(word, typing, manifest) {
    /* a stem may live in a shallower or a neighbouring shard than the word typed */
    var names = new Set(shardsFor(word, manifest).concat(shardsFor(stem(word), manifest)));
    return Promise.all(Array.from(names, function (s) { return load("s-" + file(s), manifest.shards[s]); })).then(function (shards) {
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
  function find(query) {
    return load("manifest").then(function (manifest) {
      var asked = tokens(query), last = asked[asked.length - 1];
      var words = asked.filter(function (w) { return !EMPTY.has(w); });
      if (!words.length) words = asked;
      words = Array.from(new Set(words)).slice(0, 8);
      return Promise.all(words.map(function (w) {
        return matches(w, w === last && !/\s$/.test(query), manifest);
      })).then(function (lists) { return rank(lists, manifest); });
    });
  }
  function rank(lists, manifest) {
    var sums = new Map(), hits = new Map();
    lists.forEach(function (list) {
      list.forEach(function (score, entry) {
        sums.set(entry, (sums.get(entry) || 0) + score);
        hits.set(entry, (hits.get(entry) || 0) + 1);
      });
    });
    var most = Math.max.apply(null, [0].concat(Array.from(new Set(hits.values()))));
    var entries = Array.from(sums.keys()).filter(function (e) { return hits.get(e) === most; });
    entries.sort(function (a, b) { return sums.get(b) - sums.get(a) || b - a; });
    return { total: entries.length, entries: entries, complete: most === lists.length, show: function (some) {
      var blocks = Array.from(new Set(some.map(function (e) { return Math.floor(e / manifest.block); })));
      return Promise.all(blocks.map(function (b) { return load("b-" + b, manifest.blocks[b]); })).then(function () {
        return some.map(function (e) {
          var row = kept["b-" + Math.floor(e / manifest.block)][e % manifest.block];
          return { kind: row[0], date: row[1], title: row[2], address: root + row[3], text: row[4] };
        });
      });
    } };
  }
})();
