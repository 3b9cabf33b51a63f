// Search: by name, synonym, English label, formula, or by the sound of the Chinese characters, whole or initials.
const plain = (s) => s.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
const SOUNDS = new Map(Object.entries(DATA.pinyin).map(([c, sounds]) => [c, sounds.split(' ').flatMap((s) => (s.includes('v') ? [s, s.replace('v', 'u')] : [s]))]));
// Made when somebody goes to search, not before the first picture.
let index = null;
const indexed = () => (index ??= ENTITIES.map((e) => [...new Set([e.label, ...e.names, ...e.english, e.formula])].filter(Boolean).map((name) => { const key = plain(name); return { key, name, chars: [...key] }; })));
const MOST_HITS = 40;
let hits = [], chosen = 0;

// Whether letters spell characters from i on: each by a whole syllable, the beginning of one if last, or its initial.
function spells(chars, i, q) {
  if (!q) return i;
  if (i >= chars.length) return -1;
  if (chars[i] === q[0]) return spells(chars, i + 1, q.slice(1));
  for (const sound of SOUNDS.get(chars[i]) || NONE) {
    if (sound.startsWith(q)) return i + 1;
    for (const head of [sound, sound[0]]) {
      if (q.startsWith(head)) { const end = spells(chars, i + 1, q.slice(head.length)); if (end >= 0) return end; }
    }
  }
  return -1;
}
const INITIAL = new Map([...SOUNDS].map(([c, sounds]) => [c, sounds.map((s) => s[0]).join('')]));
function sounded(entry, q) {
  for (let i = 0; i < entry.chars.length; i++) {
    if ((INITIAL.get(entry.chars[i]) || entry.chars[i]).includes(q[0]) && spells(entry.chars, i, q) >= 0) return i;
  }
  return -1;
}

function find(query) {
  const q = plain(query), letters = /^[a-z]+$/.test(q), scored = [];
  if (!q) return [];
  indexed().forEach((entries, n) => {
    let best = null;
    for (const entry of entries) {
      let where = entry.key.indexOf(q), score = where < 0 ? Infinity : where + entry.key.length / 100;
      if (where < 0 && letters && (where = sounded(entry, q)) >= 0) score = 20 + where + entry.key.length / 100;
      if (score < Infinity && (!best || score < best.score)) best = { n, name: entry.name, score };
    }
    if (best) scored.push(best);
  });
  return scored.sort((a, b) => a.score - b.score || degree[b.n] - degree[a.n] || a.n - b.n).slice(0, MOST_HITS);
}

function drawHits() {
  const list = $('hits'), input = $('search'), open = input.value.trim() !== '' && document.activeElement === input;
  list.hidden = !open;
  input.setAttribute('aria-expanded', String(open));
  input.removeAttribute('aria-activedescendant');
  list.replaceChildren(...hits.map((h, i) => el('li', { role: 'option', id: 'hit-' + i, 'aria-selected': String(i === chosen), on: { mousedown: (e) => { e.preventDefault(); choose(i); } } },
    el('span', { cls: 'dot', style: { background: kindColor(ENTITIES[h.n].kind) } }), el('span', { text: nameOf(h.n) }),
    el('small', { text: [h.name !== nameOf(h.n) ? h.name : '', word('kinds', ENTITIES[h.n].kind)].filter(Boolean).join(' · ') }))));
  if (open && !hits.length) list.append(el('li', { role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false', cls: 'quiet', text: t('noHits') }));
  if (open && hits.length) { input.setAttribute('aria-activedescendant', 'hit-' + chosen); $('hit-' + chosen).scrollIntoView({ block: 'nearest' }); }
}
function mark(i) {
  const old = $('hit-' + chosen);
  chosen = i;
  if (old) old.setAttribute('aria-selected', 'false');
  $('hit-' + i).setAttribute('aria-selected', 'true');
  $('hit-' + i).scrollIntoView({ block: 'nearest' });
  $('search').setAttribute('aria-activedescendant', 'hit-' + i);
}
function choose(i) {
  const hit = hits[i];
  if (!hit) return;
  $('search').value = ''; hits = []; $('search').blur(); drawHits();
  reveal(hit.n);
  $('panel').focus({ preventScroll: true });
}

$('search').addEventListener('input', () => { hits = find($('search').value); chosen = 0; drawHits(); });
$('search').addEventListener('focus', () => { indexed(); drawHits(); });
$('search').addEventListener('blur', drawHits);
$('search').addEventListener('keydown', (e) => {
  const move = { ArrowDown: 1, ArrowUp: -1 }[e.key];
  if (move && hits.length) { mark((chosen + move + hits.length) % hits.length); e.preventDefault(); }
  else if (e.key === 'Enter') choose(chosen);
  else if (e.key === 'Escape') { $('search').value = ''; hits = []; drawHits(); e.stopPropagation(); }
});
