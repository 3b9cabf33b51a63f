// Export: the picture, the rows and the triples of what is shown.
function save(name, blob) {
  const url = URL.createObjectURL(blob), link = el('a', { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
  $('export').open = false;
  say(t('saved', { name }));
}

// What a spreadsheet would run as a formula stays words.
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
function csvCell(words) { const safe = FORMULA.test(words) ? "'" + words : words; return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe; }
function csvText() {
  const lines = tableRows().map(({ s }) => [...COLUMNS.map((k) => CELLS[k](s)), s.claims.length ? DOCUMENTS[s.claims[0].document].published : '', s.o === undefined ? '' : ENTITIES[s.o].id, ENTITIES[s.s].id]);
  const head = [...COLUMNS.map((k) => t(k)), t('published'), t('objectId'), t('subjectId')];
  return '\ufeff' + [head, ...lines].map((row) => row.map((x) => csvCell(String(x))).join(',')).join('\r\n') + '\r\n';
}

const whole = (words) => words.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
const literal = (words, language = '') => JSON.stringify(whole(words)).replace(/[\u007f-\u009f\u2028\u2029]/g, (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0')) + (language && '@' + language);
// As the graph itself writes an address: Han characters stay, what an IRI cannot hold is percent-encoded.
function segment(label) {
  return [...whole(label)].map((c) => (/[A-Za-z0-9\-._~!$&'()*+,;=:@]/.test(c) || (c > '\u009f' && !/[\p{Z}\p{C}]/u.test(c)) ? c : encodeURIComponent(c).replace(/[!'()*]/g, (x) => '%' + x.charCodeAt(0).toString(16).toUpperCase()))).join('');
}
function iri(id) { const [kind, ...label] = id.split('/'); return `<${DATA.prefixes.id}${segment(kind)}/${segment(label.join('/'))}>`; }
const isHan = (words) => /\p{Script=Han}/u.test(words);

function turtleObject(s) {
  if (s.o !== undefined) return iri(ENTITIES[s.o].id);
  if (!s.amount) return 'chain:' + s.value;
  const a = s.amount, plain_ = (x) => x.replace(/,/g, '');
  const told = [['qudt:numericValue', a.value], ['chain:lowerBound', a.low], ['chain:upperBound', a.high]].filter(([, v]) => v).map(([p, v]) => `${p} ${plain_(v)}`);
  if (a.unit) told.push(`chain:unit ${literal(a.unit)}`);
  if (a.of !== undefined) told.push(`chain:material ${iri(ENTITIES[a.of].id)}`);
  if (a.basis) told.push(`chain:basis chain:${a.basis}`);
  if (a.year) told.push(`chain:year ${literal(a.year)}`);
  return `[ a chain:Quantity ; chain:asWritten ${literal(a.text)}${told.map((x) => ' ; ' + x).join('')} ]`;
}
function turtleClaim(s, object) {
  const head = `[] a chain:Claim ; rdf:subject ${iri(ENTITIES[s.s].id)} ; rdf:predicate chain:${s.p} ; rdf:object ${object} ; chain:origin chain:${s.origin}`;
  const passage = (c) => { const q = DATA.sentences[c.quote]; return `[ a chain:Passage ; oa:exact ${literal(q)} ; oa:start ${c.start} ; oa:end ${c.start + [...q].length} ; dcterms:isPartOf <${DATA.prefixes.id}document/${segment(DOCUMENTS[c.document].id)}> ]`; };
  if (!s.claims.length) return [`${head} .`];
  return s.claims.map((c) => `${head} ; chain:confidence ${c.confidence.toFixed(2)} ; prov:wasQuotedFrom ${passage(c)} .`);
}
function turtleText() {
  const said = tableRows().map(({ s }) => s), used = new Set([...shownNodes, ...said.flatMap((s) => [s.s, s.o, s.amount && s.amount.of])].filter((n) => n !== undefined && n !== null));
  const prefixes = Object.entries(DATA.prefixes).map(([name, at_]) => `@prefix ${name}: <${at_}> .`);
  const things = [...used].sort((a, b) => a - b).map((n) => {
    const e = ENTITIES[n], more = [...e.names.filter((x) => x !== e.label), ...e.english].map((x) => ` ;\n    skos:altLabel ${literal(x, isHan(x) ? 'zh' : 'en')}`).join('');
    return `${iri(e.id)} a chain:${e.kind} ;\n    skos:prefLabel ${literal(e.label, 'zh')}${more} .`;
  });
  const triples = said.flatMap((s) => {
    if (s.amount) { const node = `_:q${s.id}`; return [`${node} ${turtleObject(s).slice(2, -2)} .`, `${iri(ENTITIES[s.s].id)} chain:${s.p} ${node} .`, ...turtleClaim(s, node)]; }
    const object = turtleObject(s);
    return [`${iri(ENTITIES[s.s].id)} chain:${s.p} ${object} .`, ...turtleClaim(s, object)];
  });
  const documents = [...new Set(said.flatMap((s) => s.claims.map((c) => c.document)))].map((i) => { const d = DOCUMENTS[i]; return `<${DATA.prefixes.id}document/${segment(d.id)}> a chain:Document ; dcterms:title ${literal(d.title)} ; dcterms:identifier ${literal(d.name)}${d.published ? ` ; dcterms:date ${literal(d.published)}` : ''}${d.publisher ? ` ; dcterms:publisher ${literal(d.publisher)}` : ''} .`; });
  return [...prefixes, '', ...things, '', ...triples, '', ...documents, ''].join('\n');
}

$('save-png').addEventListener('click', () => pngPicture().toBlob((blob) => save('graph.png', blob), 'image/png'));
$('save-svg').addEventListener('click', () => save('graph.svg', new Blob([new XMLSerializer().serializeToString(svgPicture())], { type: 'image/svg+xml' })));
$('save-csv').addEventListener('click', () => save('graph.csv', new Blob([csvText()], { type: 'text/csv;charset=utf-8' })));
$('save-turtle').addEventListener('click', () => save('graph.ttl', new Blob([turtleText()], { type: 'text/turtle;charset=utf-8' })));
$('copy-link').addEventListener('click', () => { copy(location.href); $('export').open = false; });
$('print').addEventListener('click', () => { $('export').open = false; print(); });

// Paper gets the drawing as shapes, whole; or all rows of the table.
const drawable = () => !['table', 'gaps'].includes(state.view) && scene.boxes.length > 0;
addEventListener('beforeprint', () => {
  if (state.view === 'table') moreRows(true);
  const theme = state.theme;
  state.theme = 'light'; readTheme();
  $('paper').replaceChildren(...(drawable() ? [svgPicture()] : []));
  state.theme = theme; readTheme();
  document.documentElement.dataset.theme = 'light';
});
addEventListener('afterprint', () => { $('paper').replaceChildren(); readTheme(); network.redraw(); });
