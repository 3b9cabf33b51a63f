// Model: what is joined to what, worked out once.
const NONE = Object.freeze([]);
const CHAINS = DATA.chains, STAGES = Object.keys(TERMS.stages), STATUSES = Object.keys(TERMS.statuses), DOCUMENTS = DATA.documents, FOUND = DATA.findings;
const STRENGTH = ['Stated', 'Derived', 'Reference'];
const CONTEXT = new Set(['Chain', 'Park', 'Place']), ACTORS = new Set(['Company', 'Project', 'Facility']);
const OWNS = new Set(['undertakes', 'operates']), BUILT = new Set(['InProduction', 'Completed']);

function entitiesOf(rows, at) {
  const lanes = Object.keys(CHAINS);
  return rows.map(([label, kind, stage, lane, sure, w, h, wide, high, lines, more = NONE], n) => {
    const { names = NONE, english = NONE, broader = NONE, why = NONE, formula = '', note = '', chains = lane < 0 ? NONE : [lanes[lane]] } = more, zh = lines.length ? lines : [label];
    const id = more.id || `${kind.toLowerCase()}/${label}`, of = { lane: lanes[lane] || '', chains, stage: STAGES[stage] || '', sure: sure === 1 };
    return { id, kind, label, names, english, broader, why, formula, note, ...of, x: at.x[n], y: at.y[n], size: { zh: [w, h], en: [wide, high] }, lines: { zh, en: more.en || zh } };
  });
}

// Statements stand in the order of the edges that stand for them.
function edgesOf(columns) {
  let first = 0;
  return columns.from.map((from_, id) => {
    const said = Array.from({ length: columns.said[id] }, (_, i) => first + i);
    first += said.length;
    return { id, from: from_, to: columns.to[id], flows: columns.flows[id] === 1, said, way: columns.way[id] || NONE };
  });
}

// What is said, and by how many claims; the claims themselves are read when somebody asks for them.
class Statement {
  constructor(id, s, o, first) {
    this.id = id; this.s = s; this.o = o; this.first = first;
    this.p = DATA.said.relations[DATA.said.relation[id]]; this.origin = DATA.said.origins[DATA.said.origin[id]]; this.confidence = DATA.said.confidence[id] / 100;
  }
  get claims() { return (this.told ??= proof().claims.slice(this.first, this.first + DATA.said.claims[this.id]).map(claimOf)); }
}
for (const name of ['step', 'rule', 'premises', 'amount', 'value']) Object.defineProperty(Statement.prototype, name, { get() { return DATA.said[name][this.id]; } });
function saidOf({ of, claims, relations, relation, turned }) {
  const back = relations.map((p) => turned.includes(p)), found = [];
  let first = 0;
  const add = (s, o) => { found.push(new Statement(found.length, s, o, first)); first += claims[found.length - 1]; };
  for (const e of EDGES) for (const n of e.said) if (back[relation[n]]) add(e.to, e.from); else add(e.from, e.to);
  for (const n of of) add(n, undefined);
  return found;
}

// Claims, sentences, rules and steps are most of the file, and nothing of the first picture.
let proven = null;
function proof() { return (proven ??= read('evidence')); }
function claimOf([document_, start, quote, confidence, rule, marks, modality = 'Asserted', phase = '', year = '']) {
  const spans = ['s', 'o', 'm'].map((role, i) => [marks[2 * i], marks[2 * i + 1], role]).filter(([, end]) => end);
  return { document: document_, start, quote: proof().sentences[quote], confidence: confidence / 100, by: proof().rules[rule], marks: spans, modality, phase, year };
}

const ENTITIES = entitiesOf(DATA.entities, read('nodes')), EDGES = edgesOf(read('edges')), SAID = saidOf(DATA.said);
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
