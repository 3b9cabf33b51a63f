// Overview: a row for each chain, a column for each stage; what stands there, what capacity is stated, what flows on.
const CELL_W = 176, CELL_H = 66, CELL_GAP_X = 50, CELL_GAP_Y = 14, NAME_W = 150, MOST_ACROSS = 60;

function cellsOf() {
  const cells = new Map();
  for (const n of shownNodes) {
    const e = ENTITIES[n];
    if (CONTEXT.has(e.kind) || e.lone) continue;
    const key = `${e.lane}\u001f${e.stage}`;
    if (!cells.has(key)) cells.set(key, { key: 'cell:' + key, kind: 'cell', chain: e.lane, stage: e.stage, members: [], w: CELL_W, h: CELL_H });
    cells.get(key).members.push(n);
    e.cell = cells.get(key);
  }
  return [...cells.values()];
}

function overviewScene() {
  const cells = cellsOf(), stages = [...STAGES, ''].filter((s) => cells.some((c) => c.stage === s));
  const rows = [...Object.keys(CHAINS), ''].filter((chain) => cells.some((c) => c.chain === chain));
  for (const c of cells) {
    c.x = NAME_W + stages.indexOf(c.stage) * (CELL_W + CELL_GAP_X) + CELL_W / 2;
    c.y = rows.indexOf(c.chain) * (CELL_H + CELL_GAP_Y) + CELL_H / 2;
    describeCell(c);
  }
  const heads = stages.map((s, i) => ({ name: stageName(s), left: NAME_W + i * (CELL_W + CELL_GAP_X) - CELL_GAP_X / 2, right: NAME_W + (i + 1) * (CELL_W + CELL_GAP_X) - CELL_GAP_X / 2 }));
  const right = NAME_W + stages.length * (CELL_W + CELL_GAP_X);
  const lanes = rows.map((chain, i) => ({ name: chainName(chain), side: true, left: -30, right, top: i * (CELL_H + CELL_GAP_Y) - CELL_GAP_Y / 2, bottom: (i + 1) * (CELL_H + CELL_GAP_Y) - CELL_GAP_Y / 2 }));
  return { boxes: cells, lines: flowsBetween(), lanes, heads };
}

// The best joined material gives the cell its name; then how many of each kind; then the capacity stated.
function describeCell(c) {
  const of = (kind) => c.members.filter((n) => ENTITIES[n].kind === kind), best = (ids) => [...ids].sort((a, b) => degree[b] - degree[a] || a - b)[0];
  const first = of('Material').length ? best(of('Material')) : best(c.members);
  const kinds = Object.keys(TERMS.kinds).filter((k) => of(k).length);
  c.label = nameOf(first);
  c.counts = kinds.map((kind) => ({ kind, n: of(kind).length }));
  c.capacity = summed(c.members);
}

// Tonnes a year of all materials of a cell together; what is measured otherwise stands in the panel.
function summed(members) {
  const sums = members.map((n) => has(FOUND.sums, ENTITIES[n].id) && FOUND.sums[ENTITIES[n].id]).filter((s) => s && s[2] === 't/a');
  if (!sums.length) return '';
  const [low, high] = [0, 1].map((i) => sums.reduce((sum, s) => sum + s[i], 0));
  return low === high ? tonnes(low) : `${tonnes(low)}–${tonnes(high)}`;
}
function tonnes(value) {
  const big = lang === 'zh' ? [10000, t('wan')] : [1000, 'k'], [by, unit] = value >= big[0] ? big : [1, ''];
  return t('perYear', { n: `${Number((value / by).toPrecision(4)).toLocaleString('en')}${unit}` });
}

function flowsBetween() {
  const lines = new Map();
  for (const e of EDGES) {
    const a = ENTITIES[e.from].cell, b = ENTITIES[e.to].cell;
    if (!e.flows || !shownEdges.has(e.id) || !a || !b || a === b) continue;
    const key = a.key + '→' + b.key, known = lines.get(key);
    if (known) { known.ids.push(e.id); if (STRENGTH.indexOf(e.best) < STRENGTH.indexOf(known.origin)) known.origin = e.best; }
    else lines.set(key, { e: null, ids: [e.id], a, b, origin: e.best, flows: true, context: false, way: NONE, sum: true });
  }
  const found = [...lines.values()].sort((x, y) => x.ids.length - y.ids.length), across = found.filter((l) => l.a.chain !== l.b.chain);
  for (const l of across) l.across = true;
  const least = across.length > MOST_ACROSS ? across[across.length - MOST_ACROSS].ids.length : 0; // fewer can be followed than are there
  return found.filter((l) => !l.across || l.ids.length > least || across.length <= MOST_ACROSS);
}
