// Scenes: which boxes and lines each view draws, and where. Boxes that are no entity have a key of words.
const CELL_MOST = 7;
const boxOf = (n, more = {}) => ({ key: n, n, kind: 'entity', x: ENTITIES[n].x, y: ENTITIES[n].y, w: ENTITIES[n].size[lang][0], h: ENTITIES[n].size[lang][1], ...more });
const lineOf = (e, a, b, more = {}) => ({ e, ids: [e.id], a, b, origin: e.best, flows: e.flows, context: e.context, way: NONE, ...more });

function fullScene() {
  const boxes = [...shownNodes].map((n) => boxOf(n)), by = new Map(boxes.map((b) => [b.n, b]));
  const lines = EDGES.filter((e) => shownEdges.has(e.id)).map((e) => lineOf(e, by.get(e.from), by.get(e.to), { way: e.way }));
  const lanes = DATA.lanes.map(([chain, left, top, right, bottom]) => ({ name: chain === '' ? '' : chainName(chain), left, top, right, bottom }));

  const heads = DATA.bands.map(([stage, left, right]) => ({ name: word('stages', STAGES[stage]), left, right }));
  return { boxes, lines, lanes: boxes.length ? lanes : [], heads };
}

// Columns of a cell hold seven; the least joined of more wait behind "+N".
function folded(groups) {
  const boxes = [], stands = new Map();
  for (const [key, { members, col, outside }] of groups) {
    const ranked = [...members].sort((a, b) => degree[b] - degree[a] || a - b);
    const most = state.expanded.has(key) || ranked.length <= CELL_MOST + 1 ? ranked.length : CELL_MOST;
    const kept = ranked.filter((n, i) => i < most || n === state.node).sort((a, b) => a - b);
    for (const n of kept) { const b = boxOf(n, { col, outside }); boxes.push(b); stands.set(n, b); }
    const rest = members.filter((n) => !stands.has(n));
    if (rest.length) {
      const more = { key: 'more:' + key, kind: 'more', cell: key, count: rest.length, col, w: 74, h: 32, members: rest, outside };
      boxes.push(more);
      for (const n of rest) stands.set(n, more);
    }
  }
  return { boxes, stands };
}

// Lines between what is shown; those of boxes behind one "+N" are one.
function linesAmong(stands, wanted = () => true) {
  const lines = new Map();
  for (const e of EDGES) {
    const a = stands.get(e.from), b = stands.get(e.to);
    if (!a || !b || a === b || !shownEdges.has(e.id) || !wanted(e)) continue;
    const key = a.key + '→' + b.key, known = lines.get(key);
    if (known) known.ids.push(e.id); else lines.set(key, lineOf(e, a, b));
  }
  return [...lines.values()];
}

// The chains one can open: those with a lane first, then those that texts name.
function chainList() {
  const count = new Map();
  for (const n of shownNodes) for (const c of ENTITIES[n].chains) count.set(c, (count.get(c) || 0) + 1);
  return Object.keys(CHAINS).filter((c) => count.has(c)).map((id) => [id, count.get(id)]);
}

function chainScene() {
  const inside = (n) => ENTITIES[n].chains.includes(state.chain), members = [...shownNodes].filter((n) => !CONTEXT.has(ENTITIES[n].kind) && inside(n));
  const own = new Set(members), beside = new Set();
  for (const n of members) {
    for (const e of [...from[n], ...into[n]]) { const m = e.from === n ? e.to : e.from; if (e.flows && shownEdges.has(e.id) && !own.has(m) && !e.context) beside.add(m); }
  }
  const cells = new Map();
  for (const n of [...members, ...beside]) {
    const key = ENTITIES[n].stage;
    if (!cells.has(key)) cells.set(key, []);
    cells.get(key).push(n);
  }
  return stagedScene(cells, (n) => !own.has(n));
}

// Columns within a stage: makers before what they make.
function stagedScene(cells, outside) {
  const groups = new Map(), next = (n) => into[n].filter((e) => shownEdges.has(e.id)).map((e) => e.from);
  const stages = [...STAGES, ''].filter((s) => cells.has(s)), names = new Map(), size = [...cells.values()].flat().length;
  let col = 0;
  for (const stage of stages) {
    const ids = cells.get(stage), level = levels(ids, next, size > 60 ? 1 : size > 25 ? 2 : 3), deepest = Math.max(...level.values());
    for (let n = 0; n <= deepest; n++) {
      for (const [side, far] of [['own', false], ['beside', true]]) {
        const some = ids.filter((m) => level.get(m) === n && outside(m) === far);
        if (some.length) groups.set(`${stage}.${n}.${side}`, { members: some, col, outside: far });
      }
      names.set(col++, stage);
    }
  }
  const { boxes, stands } = folded(groups), lines = linesAmong(stands, (e) => !e.context);
  const columns = arrange(boxes, lines), heads = [];
  for (const { col: c, left, right } of columns) {
    const name = stageName(names.get(c)), last = heads[heads.length - 1];
    if (last && last.name === name) last.right = right; else heads.push({ name, left, right });
  }
  return { boxes, lines, lanes: [], heads };
}

function tierName(col) {
  if (!col) return nameOf(state.node);
  return Math.abs(col) < 1 ? t('other') : t(col < 0 ? 'tierUp' : 'tierDown', { n: Math.abs(col) });
}

// What it takes in on the left, what it gives on the right, tier by tier; what else it is joined to stands between.
function egoScene() {
  if (state.node === null) return { boxes: [], lines: [], lanes: [], heads: [] };
  const n = state.node, start = seeds(n), depth = depthNow(), groups = new Map(), tier = new Map([[n, 0]]);
  const up = walk(start.nodes, into, 'from', depth).far, down = walk(start.nodes, from, 'to', depth).far;
  for (const [m, far] of down) tier.set(m, far);
  for (const [m, far] of up) if (!tier.has(m) || far < tier.get(m)) tier.set(m, -far);
  for (const m of start.nodes) if (!tier.has(m)) tier.set(m, 0);
  for (const e of from[n]) if (shownEdges.has(e.id) && !e.flows && !tier.has(e.to)) tier.set(e.to, 0.5);
  for (const e of into[n]) if (shownEdges.has(e.id) && !e.flows && !tier.has(e.from)) tier.set(e.from, -0.5);
  for (const [m, col] of [...tier].sort((a, b) => a[1] - b[1] || (b[0] === n) - (a[0] === n) || a[0] - b[0])) {
    if (!groups.has('tier' + col)) groups.set('tier' + col, { members: [], col });
    groups.get('tier' + col).members.push(m);
  }
  const { boxes, stands } = folded(groups), near = new Set([...up.keys(), ...down.keys()]);
  const lines = linesAmong(stands, (e) => e.from === n || e.to === n || (near.has(e.from) || start.nodes.includes(e.from)) && (near.has(e.to) || start.nodes.includes(e.to)));
  const columns = arrange(boxes, lines, 110);
  const heads = columns.map(({ col, left, right }) => ({ left, right, name: tierName(col) }));
  return { boxes, lines, lanes: [], heads };
}

function pathScene() {
  const [a, b] = state.path;
  if (a === null || b === null || a === b) return { boxes: [], lines: [], lanes: [], heads: [], empty: 'pathPick' };
  const found = waysBetween(a, b);
  if (!found) return { boxes: [a, b].map((n, i) => boxOf(n, { col: i, x: i * 260, y: 0 })), lines: [], lanes: [], heads: [], note: t('pathNone') };
  const flip = found.sort === 'against' ? found.length : 0;
  const boxes = [...found.nodes].map(([n, far]) => boxOf(n, { col: flip ? flip - far : far })), by = new Map(boxes.map((x) => [x.n, x]));
  const lines = found.edges.map((e) => lineOf(e, by.get(e.from), by.get(e.to)));
  const columns = arrange(boxes, lines, 130);
  const note = t({ along: 'pathAlong', against: 'pathAgainst', any: 'pathAny' }[found.sort], { a: nameOf(a), b: nameOf(b), n: found.length });
  return { boxes, lines, lanes: [], heads: columns.map(({ col, left, right }) => ({ left, right, name: String(col + 1) })), note };
}

// A loop as a ring, clockwise from the waste; who takes the waste in stands in the middle.
function loopScene() {
  const loop = FOUND.loops[state.loop];
  if (!loop) return { boxes: [], lines: [], lanes: [], heads: [], empty: 'loopsNone' };
  const stops = [...new Set(loop.links.flatMap(([a, b]) => [a, b]))], by = new Map();
  const rx = Math.max(230, stops.length * 56), ry = Math.max(150, stops.length * 34);
  stops.forEach((id, i) => {
    const turn = (i / stops.length) * 2 * Math.PI - Math.PI / 2;
    by.set(id, { ...ghostOf(id), x: Math.round(rx * Math.cos(turn)), y: Math.round(ry * Math.sin(turn)) });
  });
  loop.actors.filter((id) => !by.has(id)).forEach((id, i, all) => by.set(id, { ...ghostOf(id), x: Math.round((i - (all.length - 1) / 2) * 170), y: 0 }));
  const lines = loop.links.map(([a, b, origin]) => ({ e: edgeBetween(a, b), ids: [], a: by.get(a), b: by.get(b), origin, flows: true, context: false, way: NONE, straight: true }));
  for (const id of loop.actors) if (by.has(id) && !stops.includes(id)) lines.push({ e: edgeBetween(loop.waste, id), ids: [], a: by.get(loop.waste), b: by.get(id), origin: 'Stated', flows: true, context: false, way: NONE, straight: true });
  return { boxes: [...by.values()], lines, lanes: [], heads: [] };
}
function edgeBetween(a, b) { return edgeOf.get(numberOf.get(a) + '~' + numberOf.get(b)) || null; }
function ghostOf(id) {
  const n = numberOf.get(id);
  if (n !== undefined) return boxOf(n);
  const label = labelOf(id);
  return { key: 'ghost:' + id, id, n: null, kind: 'ghost', label, w: Math.min(180, 24 + 15 * [...label].length), h: 36 };
}
