// Model: what is joined to what, worked out once.
const POINTS = read('nodes');
const NONE = Object.freeze([]);
const ENTITIES = DATA.entities.map((e, n) => ({
  names: NONE, english: NONE, broader: NONE, why: NONE, chains: e.lane ? [e.lane] : NONE, formula: '', note: '', lane: '', ...e, x: POINTS[n].x, y: POINTS[n].y, lines: { en: e.lines.zh, ...e.lines },
}));
const claimOf = ([document, start, quote, confidence, rule, marks, modality = 'Asserted', phase = '']) => ({ document, start, quote, confidence: confidence / 100, by: DATA.rules[rule], marks, modality, phase });
const SAID = DATA.said.map((s, id) => ({ origin: 'Stated', ...s, id, confidence: s.confidence / 100, claims: s.claims ? s.claims.map(claimOf) : NONE })), DOCUMENTS = DATA.documents, FOUND = DATA.findings;
const EDGES = read('edges').map((e, id) => ({ id, from: e.from, to: e.to, flows: e.flows, said: e.said, way: e.way || NONE }));
const CHAINS = DATA.chains, STAGES = Object.keys(TERMS.stages), STATUSES = Object.keys(TERMS.statuses);
const STRENGTH = ['Stated', 'Derived', 'Reference'];
const CONTEXT = new Set(['Chain', 'Park', 'Place']), ACTORS = new Set(['Company', 'Project', 'Facility']);
const OWNS = new Set(['undertakes', 'operates']), BUILT = new Set(['InProduction', 'Completed']);
const numberOf = new Map(ENTITIES.map((e, n) => [e.id, n]));
const from = ENTITIES.map(() => []), into = ENTITIES.map(() => []), about = ENTITIES.map(() => []), placed = ENTITIES.map(() => []);
for (const e of EDGES) { from[e.from].push(e); into[e.to].push(e); }
for (const s of SAID) {
  if (s.o === undefined) about[s.s].push(s);
  else if (s.p === 'locatedIn') placed[s.s].push(s.o);
}
const edgeOf = new Map(EDGES.map((e) => [e.from + '~' + e.to, e]));
const degree = ENTITIES.map((_, n) => from[n].length + into[n].length);
ENTITIES.forEach((e, n) => { e.lone = !degree[n]; e.status = statusOf(n); });
for (const e of EDGES) {
  e.context = CONTEXT.has(ENTITIES[e.to].kind) || CONTEXT.has(ENTITIES[e.from].kind);
  e.amount = amountOf(e);
}

// The furthest that any text says it has come; a stop outweighs all.
function statusOf(n) {
  const said = about[n].filter((s) => s.p === 'status').map((s) => s.value);
  return said.includes('Suspended') ? 'Suspended' : STATUSES.filter((s) => said.includes(s)).pop() || '';
}

// The capacity that belongs to a line: of its maker for what it makes, or of its taker for what it takes in.
function amountOf(e) {
  const fits = (n, m, input) => about[n].filter((s) => s.p === 'capacity' && s.amount.of === m && s.amount.size && (s.amount.basis === 'Input') === input);
  const found = [...fits(e.from, e.to, false), ...fits(e.to, e.from, true)].map((s) => s.amount);
  return found.length ? found.reduce((a, b) => (b.size > a.size ? b : a)) : null;
}

function documentsOf(s, seen = new Set()) {
  if (!s.docs) {
    if (seen.has(s.id)) return NONE;
    seen.add(s.id);
    const below = (s.premises || NONE).flatMap((n) => documentsOf(SAID[n], seen));
    s.docs = [...new Set([...s.claims.map((c) => c.document), ...below])];
  }
  return s.docs;
}
function nameOf(n) { const e = ENTITIES[n]; return lang === 'en' && e.english.length ? e.english[0] : e.label; }
function chainName(id) { return id === '' ? t('noChain') : has(CHAINS, id) ? CHAINS[id][lang] : id.replace(/^chain\//, ''); }
function labelOf(id) { const n = numberOf.get(id); return n !== undefined ? nameOf(n) : FOUND.labels[id] || id.split('/').slice(1).join('/'); }
const stageName = (stage) => (stage ? word('stages', stage) : t('noStage'));
const endsOf = (e) => [ENTITIES[e.from].id, ENTITIES[e.to].id];
