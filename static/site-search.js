"use strict";
/* Search in the static site, over the files that catalogue/search_index.py writes and describes.
   A browser loads the pairs of characters of the words it is asked for, and the texts it shows.
   Nothing of a text or of a query is ever made into markup. */

(() => {
  const BATCH = 20;
  const MOST_COUNTED = 400; // so many texts are read to count exactly; of more, "at most" is said
  const QUOTES = /[“”‘’「」『』"\s\u200b]/u;
  const FOLD = new Map([
    ...[..."‐‑‒–—―─−－"].map((char) => [char, "-"]),
    ...[..."(（"].map((char) => [char, "（"]),
    ...[...")）"].map((char) => [char, "）"]),
    ...[..."[［【"].map((char) => [char, "〔"]),
    ...[..."]］】"].map((char) => [char, "〕"]),
    ...[...",，"].map((char) => [char, "，"]),
    ['"', "”"],
    ["＂", "”"],
    ["'", "’"],
    ["＇", "’"],
    ["\u3000", " "],
  ]);

  /* As plugins/chinese_search.py folds: each code point becomes exactly one other. */
  const fold = (char) => {
    if (FOLD.has(char)) return FOLD.get(char);
    const code = char.codePointAt(0);
    const half = code > 0xff00 && code < 0xff5f ? String.fromCodePoint(code - 0xfee0) : char;
    const small = half.toLowerCase();
    return [...small].length === 1 ? small : half;
  };

  const counts = (char) => !QUOTES.test(char) && !/[\p{Z}\p{Cc}\p{Cf}\p{Cs}]/u.test(char);

  /* What of a text is searched, and where in it each character stands. */
  const bare = (text) => {
    const chars = [];
    const places = [];
    let place = 0;
    for (const char of text) {
      const folded = fold(char);
      if (counts(char) && counts(folded)) {
        chars.push(folded);
        places.push(place);
      }
      place += char.length;
    }
    return { chars, places, joined: chars.join("") };
  };

  const terms = (query) =>
    [...query.replaceAll("＂", '"').matchAll(/"([^"]+)"|([^\s"]+)/gu)]
      .map((match) => bare(match[1] ?? match[2]).chars)
      .filter((chars) => chars.length);

  const grams = (chars) =>
    chars.length === 1
      ? chars
      : chars.slice(0, -1).map((char, place) => char + chars[place + 1]);

  const shardOf = (gram, shards) => {
    let value = 0x811c9dc5;
    for (let place = 0; place < gram.length; place += 1) {
      value = Math.imul(value ^ gram.charCodeAt(place), 0x01000193) >>> 0;
    }
    return value % shards;
  };

  const loaded = new Map();
  const load = (file) => {
    if (!loaded.has(file)) {
      const wanted = fetch(`search/${file}`).then((answer) => {
        if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
        return answer.json();
      });
      wanted.catch(() => loaded.delete(file));
      loaded.set(file, wanted);
    }
    return loaded.get(file);
  };

  /* The clauses that have a pair of characters: number → stands in the heading. */
  const having = async (gram, index) => {
    const content = await load(`grams/${shardOf(gram, index.shards)}.json`);
    const found = new Map();
    let value = 0;
    for (const difference of Object.hasOwn(content, gram) ? content[gram] : []) {
      value += difference;
      found.set(value >> 1, Boolean(value & 1));
    }
    return found;
  };

  const documentOf = (number, index) => {
    let low = 0;
    let high = index.documents.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (index.documents[middle][0] <= number) low = middle;
      else high = middle - 1;
    }
    const [, title, city, cityName, kind, year, file] = index.documents[low];
    return { title, city, cityName, kind, year, file };
  };

  /* Clauses that may have all words; those with all of them in the heading first. */
  const candidates = async (words, filters, index) => {
    const pairs = [...new Set(words.flatMap(grams))];
    const lists = await Promise.all(pairs.map((pair) => having(pair, index)));
    lists.sort((one, other) => one.size - other.size);
    const [shortest, ...others] = lists;
    const found = [];
    for (const [number, inHeading] of shortest ?? []) {
      if (!others.every((list) => list.has(number))) continue;
      const about = documentOf(number, index);
      if (filters.city && about.city !== filters.city) continue;
      if (filters.kind && about.kind !== filters.kind) continue;
      found.push({ number, about, best: inHeading && others.every((list) => list.get(number)) });
    }
    return [...found.filter((each) => each.best), ...found.filter((each) => !each.best)];
  };

  const read = async (candidate, index) => {
    const texts = await load(`texts/${Math.floor(candidate.number / index.clausesInAFile)}.json`);
    const [file, citation, heading, text, above] = texts[candidate.number % index.clausesInAFile];
    return { ...candidate, file, citation, heading, text, above };
  };

  const hasAll = (clause, words) => {
    const text = bare(clause.text).joined;
    const heading = bare(clause.heading).joined;
    const citation = bare(clause.citation).joined;
    return words.every((word) => {
      const joined = word.join("");
      return [text, heading, citation].some((each) => each.includes(joined));
    });
  };

  /* Text with its hits marked, as nodes. */
  const marked = (text, words, around) => {
    const { joined, places } = bare(text);
    const starts = []; // of code points in joined, by UTF-16 unit
    let unit = 0;
    let point = 0;
    for (const char of joined) {
      for (let each = 0; each < char.length; each += 1) starts[unit + each] = point;
      unit += char.length;
      point += 1;
    }
    const spans = [];
    for (const word of [...words].sort((one, other) => other.length - one.length)) {
      const wanted = word.join("");
      for (let at = joined.indexOf(wanted); at >= 0; at = joined.indexOf(wanted, at + wanted.length)) {
        const first = starts[at];
        const last = first + word.length - 1;
        const end = places[last] + String.fromCodePoint(text.codePointAt(places[last])).length;
        if (!spans.some(([start, stop]) => places[first] < stop && end > start)) {
          spans.push([places[first], end]);
        }
      }
    }
    spans.sort((one, other) => one[0] - other[0]);
    const from = around && spans.length ? Math.max(0, spans[0][0] - around) : 0;
    const to = around ? Math.min(text.length, (spans.length ? spans[0][1] : 0) + 3 * around) : text.length;
    const nodes = [];
    if (from > 0) nodes.push("…");
    let end = from;
    for (const [start, stop] of spans) {
      if (start < end || stop > to) continue;
      nodes.push(text.slice(end, start));
      const hit = document.createElement("mark");
      hit.textContent = text.slice(start, stop);
      nodes.push(hit);
      end = stop;
    }
    nodes.push(text.slice(end, to));
    if (to < text.length) nodes.push("…");
    return nodes;
  };

  const element = (name, className, ...children) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };

  const item = (clause, words) => {
    const title = element("a", "", ...marked(clause.heading || clause.above || clause.citation, words, 0));
    title.href = address(clause.file);
    const origin = element("a", "", clause.about.title);
    origin.href = address(clause.about.file);
    const place = [clause.about.cityName, clause.about.year].filter(Boolean).join(" · ");
    return element(
      "li",
      "result",
      element("h2", "", title),
      element("p", "", ...marked(clause.text, words, 40)),
      element("p", "muted small", place ? `${place} · ` : "", origin, ` ${clause.citation}`),
    );
  };

  const address = (file) => file.split("/").map(encodeURIComponent).join("/");

  const form = document.getElementById("search-form");
  const status = document.getElementById("search-status");
  const results = document.getElementById("search-results");
  const more = document.getElementById("search-more");
  if (!form) return;

  let asked = 0;

  const search = async () => {
    asked += 1;
    const mine = asked;
    const words = terms(form.elements.q.value);
    const filters = { city: form.elements.city.value, kind: form.elements.kind.value };
    results.replaceChildren();
    more.hidden = true;
    results.ariaBusy = "true";
    if (!words.length) {
      status.textContent = "";
      results.ariaBusy = "false";
      return;
    }
    status.textContent = "正在检索……";
    try {
      const index = await load("index.json");
      let found = await candidates(words, filters, index);
      // A word of one or two characters is found by the index alone.
      let isExact = words.every((word) => word.length < 3);
      if (!isExact && found.length <= MOST_COUNTED) {
        const whole = await Promise.all(found.map((each) => read(each, index)));
        found = whole.filter((each) => hasAll(each, words));
        isExact = true;
      }
      if (mine !== asked) return;
      status.textContent = found.length
        ? `${isExact ? "" : "至多 "}${found.length} 条`
        : "没有找到。换几个字试试，或减少词数。";
      let next = 0;
      const show = async () => {
        let shown = 0;
        more.hidden = true;
        results.ariaBusy = "true";
        while (next < found.length && shown < BATCH) {
          const batch = found.slice(next, next + BATCH - shown);
          next += batch.length;
          const whole = await Promise.all(batch.map((each) => read(each, index)));
          if (mine !== asked) return;
          for (const clause of whole.filter((each) => isExact || hasAll(each, words))) {
            results.append(item(clause, words));
            shown += 1;
          }
        }
        more.hidden = next >= found.length;
        results.ariaBusy = "false";
      };
      more.onclick = show;
      await show();
    } catch (error) {
      if (mine === asked) {
        status.textContent = "检索文件没有读到，请稍后再试。";
        results.ariaBusy = "false";
      }
      console.error(error);
    }
  };

  const readAddress = () => {
    const query = new URLSearchParams(window.location.search);
    for (const name of ["q", "city", "kind"]) form.elements[name].value = query.get(name) ?? "";
    search();
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const query = new URLSearchParams();
    for (const name of ["q", "city", "kind"]) {
      if (form.elements[name].value) query.set(name, form.elements[name].value);
    }
    const text = query.toString();
    window.history.pushState(null, "", text ? `?${text}` : window.location.pathname);
    search();
  });
  window.addEventListener("popstate", readAddress);
  // Words that a reader typed before this script was there are not to be lost.
  if (window.location.search || !form.elements.q.value) readAddress();
})();
