/** Faulty texts, and what a person hears of each: where to look, and what is wrong there. */
import { describe, expect, it } from 'vitest';
import { readDocuments } from '../documents.ts';

const IMAGE = '    image: x\n';

/** A Function with these lines for its worker. */
function fn(worker: string): string {
  return `apiVersion: hevlayer.com/v1alpha1
kind: Function
metadata:
  name: a
spec:
  targetNamespaces: [a]
  worker:
${worker}  scaling:
    pool: cpu
    replicas: {max: 4}
`;
}

const TABLE: readonly (readonly [what: string, text: string, heard: readonly string[]])[] = [
  [
    'the indentation of a line is of no-break spaces',
    fn('\u00a0\u00a0\u00a0\u00a0image: x\n    dispatch: pull\n'),
    ['8:1 A no-break space (U+00A0) stands here, which is text for YAML and no blank.'],
  ],
  [
    '... of another line',
    fn('    image: x\n\u00a0\u00a0\u00a0\u00a0dispatch: pull\n'),
    ['9:1 A no-break space (U+00A0) stands here, which is text for YAML and no blank.'],
  ],
  [
    'a no-break space behind a colon',
    fn('    image:\u00a0x\n    dispatch: pull\n'),
    ['8:11 A no-break space (U+00A0) stands here, which is text for YAML and no blank.'],
  ],
  [
    'a no-break space behind a dash',
    fn(IMAGE).replace('[a]', '\n  -\u00a0a\n  - b'),
    ['7:4 A no-break space (U+00A0) stands here, which is text for YAML and no blank.'],
  ],
  [
    'an ideographic space',
    fn('    image: x\n\u3000\u3000dispatch: pull\n'),
    ['9:1 An ideographic space (U+3000) stands here, which is text for YAML and no blank.'],
  ],
  [
    'a byte order mark before a second file',
    `${fn(IMAGE)}\ufeff${fn(IMAGE)}`,
    ['12:1 A byte order mark (U+FEFF) stands in the middle of the file, as where two files were joined.'],
  ],
  [
    'a byte order mark before ---',
    `${fn(IMAGE)}\ufeff---\n${fn(IMAGE)}`,
    ['12:1 A byte order mark (U+FEFF) stands in the middle of the file, as where two files were joined.'],
  ],
  [
    'image:x before others',
    fn('    image:x\n    dispatch: pull\n'),
    ['8:5 No blank stands behind the colon of image, so it is no key.'],
  ],
  [
    'image:x behind others',
    fn('    dispatch: pull\n    image:x\n'),
    ['9:5 No blank stands behind the colon of image, so it is no key.'],
  ],
  [
    'image :x',
    fn('    dispatch: pull\n    image :x\n'),
    ['9:5 No blank stands behind the colon of image, so it is no key.'],
  ],
  [
    'a quoted key',
    fn('    "image":x\n    dispatch: pull\n'),
    ['8:5 No blank stands behind the colon of "image", so it is no key.'],
  ],
  [
    'an item name:x',
    fn('    image: x\n    podSpec:\n      containers:\n      - name:udf\n        image: x\n'),
    ['11:9 No blank stands behind the colon of name, so it is no key.'],
  ],
  [
    'kind:Function',
    fn(IMAGE).replace('kind: ', 'kind:'),
    ['2:1 No blank stands behind the colon of kind, so it is no key.'],
  ],
  [
    'apiVersion:x',
    fn(IMAGE).replace('apiVersion: ', 'apiVersion:'),
    ['1:1 No blank stands behind the colon of apiVersion, so it is no key.'],
  ],
  [
    '-name: x, the rest under the name',
    fn('    image: x\n    podSpec:\n      containers:\n      -name: udf\n       image: x\n'),
    ['11:7 No blank stands behind the dash, so it begins no item of a list.'],
  ],
  [
    '-name: x, the rest under where it would be',
    fn('    image: x\n    podSpec:\n      containers:\n      -name: udf\n        image: x\n'),
    ['11:7 No blank stands behind the dash, so it begins no item of a list.'],
  ],
  [
    '-name: x twice',
    fn('    image: x\n    podSpec:\n      containers:\n      -name: udf\n      -name: b\n'),
    ['12:7 No blank stands behind the dash, so it begins no item of a list.'],
  ],
  [
    'a value of Helm',
    fn('    image: {{ .Values.image }}\n'),
    ['8:12 {{ .Values.image }} is a template, as of Helm, that nothing has filled in.'],
  ],
  [
    'two templates in one value',
    fn('    image: {{ .Values.image }}:{{ .Values.tag }}\n'),
    ['8:12 {{ .Values.image }} is a template, as of Helm, that nothing has filled in.'],
  ],
  [
    'a template in a name',
    fn(IMAGE).replace('name: a', 'name: {{ include "x.name" . }}'),
    ['4:9 {{ include "x.name" . }} is a template, as of Helm, that nothing has filled in.'],
  ],
  [
    'a template that is a line',
    fn('    image: x\n{{- if .Values.x }}\n    dispatch: pull\n{{- end }}\n'),
    ['9:1 {{- if .Values.x }} is a template, as of Helm, that nothing has filled in.'],
  ],
  [
    'a template that makes lines',
    fn('    image: x\n    podSpec:\n      {{- toYaml .Values.pod | nindent 6 }}\n'),
    ['10:7 {{- toYaml .Values.pod | nindent 6 }} is a template, as of Helm, that nothing has filled in.'],
  ],
  [
    'a template with quotes in quotes',
    fn('    image: "{{ .Values.image | default "x" }}"\n'),
    ['8:13 {{ .Values.image | default "x" }} is a template, as of Helm, that nothing has filled in.'],
  ],
  [
    'a comment of a template',
    `{{/* hello */}}\n${fn(IMAGE)}`,
    ['1:1 {{/* hello */}} is a template, as of Helm, that nothing has filled in.'],
  ],
  [
    'a template of Jinja',
    fn('    image: x\n{% if a %}\n    dispatch: pull\n{% endif %}\n'),
    ['9:1 {% if a %} is a template of Jinja that nothing has filled in.'],
  ],
  [
    'a template in JSON',
    '{"a": {{ .Values.a }}}',
    ['1:7 {{ .Values.a }} is a template, as of Helm, that nothing has filled in.'],
  ],
  [
    'two files joined',
    fn(IMAGE) + fn(IMAGE),
    ['12:1 A second object begins here, in the document of the first.'],
  ],
  [
    'two files joined, with a comment between',
    `${fn(IMAGE)}\n# b\n${fn(IMAGE)}`,
    ['14:1 A second object begins here, in the document of the first.'],
  ],
  [
    'two files joined without a line break',
    fn(IMAGE).trimEnd() + fn(IMAGE),
    ['11:23 A second object begins here, in the document of the first.'],
  ],
  [
    'two files joined within a value',
    fn(IMAGE).replace('{max: 4}', '\n      max: 4').trimEnd() + fn(IMAGE),
    ['12:13 A second object begins here, in the document of the first.'],
  ],
  [
    '-- for ---',
    `${fn(IMAGE)}--\n${fn(IMAGE)}`,
    ['12:1 "--" is no separator of documents: that is three hyphens at the beginning of a line.'],
  ],
  [
    '---- for ---',
    `${fn(IMAGE)}----\n${fn(IMAGE)}`,
    ['12:1 "----" is no separator of documents: that is three hyphens at the beginning of a line.'],
  ],
  [
    'a long dash for ---',
    `${fn(IMAGE)}———\n${fn(IMAGE)}`,
    ['12:1 "———" is no separator of documents: that is three hyphens at the beginning of a line.'],
  ],
  [
    '--- that is indented',
    `${fn(IMAGE)} ---\n${fn(IMAGE)}`,
    ['12:1 "---" is no separator of documents: that is three hyphens at the beginning of a line.'],
  ],
  [
    '=== for ---',
    `${fn(IMAGE)}===\n${fn(IMAGE)}`,
    ['12:1 "===" is no separator of documents: that is three hyphens at the beginning of a line.'],
  ],
  [
    'text behind ---',
    `${fn(IMAGE)}--- apiVersion: v1\nkind: x\n`,
    ['12:1 Only a comment may follow --- on its line.'],
  ],
  [
    'typographic quotes around a colon',
    fn('    image: “x: y”\n'),
    ['8:12 The quotation mark “ (U+201C) is text for YAML, it quotes nothing.'],
  ],
  [
    'a typographic quote at one end',
    fn('    image: "x”\n    dispatch: "pull"\n'),
    ['8:14 The quotation mark ” (U+201D) is text for YAML, it quotes nothing.'],
  ],
  [
    'low quotes around a bracket',
    fn(IMAGE).replace('[a]', '[„a]“]'),
    ['6:22 The quotation mark „ (U+201E) is text for YAML, it quotes nothing.'],
  ],
  [
    'a conflict of a merge',
    fn('<<<<<<< HEAD\n    image: x\n=======\n    image: y\n>>>>>>> branch\n'),
    ['8:1 A merge conflict begins here (HEAD), which nobody has resolved.'],
  ],
  [
    'a conflict with its base',
    fn('<<<<<<< ours\n    image: x\n||||||| base\n    image: z\n=======\n    image: y\n>>>>>>> branch\n'),
    ['8:1 A merge conflict begins here (ours), which nobody has resolved.'],
  ],
  [
    'a conflict of whole files',
    `<<<<<<< HEAD\n${fn(IMAGE)}=======\n${fn(IMAGE)}>>>>>>> b\n`,
    ['1:1 A merge conflict begins here (HEAD), which nobody has resolved.'],
  ],
  [
    'a conflict over ---',
    `${fn(IMAGE)}<<<<<<< HEAD\nkind: A\n---\nkind: B\n=======\nkind: C\n>>>>>>> b\n`,
    ['12:1 A merge conflict begins here (HEAD), which nobody has resolved.'],
  ],
  [
    'a conflict in JSON',
    '{\n<<<<<<< HEAD\n  "a": 1\n=======\n  "a": 2\n>>>>>>> b\n}\n',
    ['2:1 A merge conflict begins here (HEAD), which nobody has resolved.'],
  ],
  ['a tab', fn('\timage: x\n'), ['8:1 A tab cannot begin a value.']],
  ['a tab behind spaces', fn('  \timage: x\n'), ['8:3 A tab cannot begin a value.']],
  [
    'a tab in the second line',
    fn('    image: x\n\tdispatch: pull\n'),
    ['9:1 A tab where only spaces may indent.'],
  ],
  ['a tab behind a dash', fn(IMAGE).replace('[a]', '\n  -\ta'), ['7:4 A tab cannot begin a value.']],
  [
    'a full-width colon',
    fn('    image：x\n    dispatch: pull\n'),
    ['8:10 The character ： (U+FF1A) is text for YAML, it is no ":".'],
  ],
  [
    'a full-width bracket',
    fn(IMAGE).replace('[a]', '［a: b］'),
    ['6:21 The character ［ (U+FF3B) is text for YAML, it is no "[".'],
  ],
  [
    'an en dash for an item',
    fn(IMAGE).replace('[a]', '\n  – a\n  – b'),
    ['7:3 The character – (U+2013) is text for YAML, it begins no item of a list.'],
  ],
  [
    'an em dash for an item with keys',
    fn('    image: x\n    podSpec:\n      containers:\n      — name: udf\n        image: x\n'),
    ['11:7 The character — (U+2014) is text for YAML, it begins no item of a list.'],
  ],
  [
    'a bullet',
    fn(IMAGE).replace('[a]', '\n  • a\n  • b'),
    ['7:3 The character • (U+2022) is text for YAML, it begins no item of a list.'],
  ],
  [
    'a quote that is not closed',
    fn('    image: "x\n    dispatch: pull\n'),
    ['8:12 The quote " that stands here is not closed where its value ends.'],
  ],
  [
    'a quote that a later one closes',
    fn('    image: "x\n    dispatch: "pull"\n'),
    ['8:12 The quote " that stands here is not closed where its value ends.'],
  ],
  [
    'a quote in a list that is not closed',
    fn(IMAGE).replace('[a]', '["a, "b"]'),
    ['6:22 The quote " that stands here is not closed where its value ends.'],
  ],
  [
    'a single quote that is not closed',
    fn("    image: 'x\n    dispatch: pull\n"),
    ["8:12 The quote ' that stands here is not closed where its value ends."],
  ],
  [
    'an apostrophe in quotes',
    fn("    image: 'it's'\n"),
    ["8:15 The quote ' ends the value here, and more text follows."],
  ],
  [
    'quotes in quotes',
    fn('    image: "say "x" y"\n'),
    ['8:17 The quote " ends the value here, and more text follows.'],
  ],
  [
    'text behind quotes',
    fn('    image: "x" y\n'),
    ['8:16 The text y stands behind the quote that ends the value.'],
  ],
  [
    'text behind a bracket',
    fn('    image: [x] y\n'),
    ['8:16 The text y stands behind the bracket that ends the value.'],
  ],
  [
    'text behind a brace',
    fn('    image: {x}-y\n'),
    ['8:15 The text -y stands behind the bracket that ends the value.'],
  ],
  [
    'a bracket that is not closed',
    fn(IMAGE).replace('[a]', '[a'),
    ['6:21 The "[" that stands here is not closed.'],
  ],
  [
    'a brace that is not closed',
    fn(IMAGE).replace('4}', '4'),
    ['11:15 The "{" that stands here is not closed.'],
  ],
  [
    'the outer of two brackets',
    fn(IMAGE).replace('[a]', '[[a, b], [c, d]'),
    ['6:21 The "[" that stands here is not closed.'],
  ],
  [
    'a bracket at the end of the file',
    `${fn(IMAGE)}  filter: [And, [a, Eq, b]\n`,
    ['12:11 The "[" that stands here is not closed.'],
  ],
  [
    'a bracket that a brace closes',
    fn(IMAGE).replace('[a]', '[a}'),
    ['6:23 The "[" that is open here is closed by "}".'],
  ],
  ['a bracket too many', fn(IMAGE).replace('[a]', '[a]]'), ['6:24 The "]" closes nothing.']],
  ['a brace too many', fn(IMAGE).replace('4}', '4}}'), ['11:23 The "}" closes nothing.']],
  [
    'a comma that is missing',
    fn(IMAGE).replace('{max: 4}', '{min: 1 max: 4}'),
    ['11:23 A comma is missing before this.'],
  ],
  [
    'a comma that is missing between lines',
    fn(IMAGE).replace('[a]', '[\n    "a"\n    "b"\n  ]'),
    ['8:5 A comma is missing before this.'],
  ],
  [
    'a colon within a value',
    fn('    image: note: this\n'),
    ['8:12 A colon stands within this value, which makes a key of a part of it.'],
  ],
  [
    'a colon at the end of a value',
    fn('    image: x:\n'),
    ['8:12 A colon stands within this value, which makes a key of a part of it.'],
  ],
  ['a percent sign', fn('    image: %x\n'), ['8:12 The character % cannot begin a value.']],
  ['a directive', `%YAML 1.2\n---\n${fn(IMAGE)}`, ['1:1 A directive, which kubectl refuses.']],
  ['an at sign', fn('    image: @x\n'), ['8:12 The character @ cannot begin a value.']],
  ['a backtick', fn('    image: `x`\n'), ['8:12 The character ` cannot begin a value.']],
  ['an asterisk', fn('    image: *x\n'), ['8:12 No anchor &x stands before this alias.']],
  ['a glob', fn('    image: *.x\n'), ['8:12 A name of letters, digits, - and _ must follow *.']],
  ['text behind a pipe', fn('    image: | x\n'), ['8:14 Only a comment may follow | or > on its line.']],
  ['a comparison', fn('    image: >= 5\n'), ['8:13 Only a comment may follow | or > on its line.']],
  ['a comma at the beginning', fn('    image: , x\n'), ['8:12 A value is expected, not ",".']],
  ['an item behind a key', fn(IMAGE).replace('[a]', '- a'), ['6:21 A list cannot begin here.']],
  [
    'no colon',
    fn('    image x\n    dispatch: pull\n'),
    ['8:5 No colon stands in this line, so that the next one goes on with its text.'],
  ],
  [
    'an equals sign',
    fn('    image = x\n    dispatch: pull\n'),
    ['8:5 An equals sign stands behind image, where YAML has a colon.'],
  ],
  [
    'an equals sign without blanks',
    fn('    image=x\n    dispatch: pull\n'),
    ['8:5 An equals sign stands behind image, where YAML has a colon.'],
  ],
  [
    'a line that is indented less',
    fn('    image: x\n   dispatch: pull\n'),
    ['9:4 The line is indented by 3 blanks, where the lines above it have 4, 2 or 0.'],
  ],
  [
    'a line that is indented more',
    fn('    image: x\n      dispatch: pull\n'),
    ['9:7 The line is indented by 6 blanks, where the lines above it have 4, 2 or 0.'],
  ],
  [
    'an item that is indented less',
    fn(IMAGE).replace('[a]', '\n  - a\n - b'),
    ['8:2 The line is indented by 1 blank, where the lines above it have 4, 2 or 0.'],
  ],
  [
    'a path with backslashes',
    fn('    image: "C:\\dir"\n'),
    ['8:15 The escape \\d is none that kubectl knows.'],
  ],
  [
    'a comment of JavaScript',
    '{\n  // hi\n  "a": 1\n}',
    ['2:3 // begins no comment here: JSON has none, and those of YAML begin with #.'],
  ],
  [
    'a comment of C',
    '{\n  /* hi */\n  "a": 1\n}',
    ['2:3 /* begins no comment here: JSON has none, and those of YAML begin with #.'],
  ],
  ['a comma that is missing in JSON', '{"a": 1 "b": 2}', ['1:9 A comma is missing before this.']],
  [
    'a comma that is missing between lines of JSON',
    '{\n  "a": 1\n  "b": 2\n}',
    ['3:3 A comma is missing before this.'],
  ],
  ['a brace of JSON that is not closed', '{"a": {"b": 1}', ['1:1 The "{" that stands here is not closed.']],
  ['a brace of JSON too many', '{"a": 1}}', ['1:9 The "}" closes nothing.']],
  [
    'a string of JSON that is not closed',
    '{"a": "x}\n',
    ['1:7 The quote " that stands here is not closed where its value ends.'],
  ],
  ['an equals sign in JSON', '{"a" = 1}', ['1:2 An equals sign stands behind "a", where YAML has a colon.']],
  ['a semicolon in JSON', '{"a": 1; "b": 2}', ['1:8 A semicolon stands where a comma divides.']],
  ['a backtick in JSON', '{"a": `x`}', ['1:7 A JSON value is expected, not "`".']],
  ['a comma between objects of JSON', '{"a": 1},\n{"b": 2}\n', ['1:9 A value is expected, not ",".']],
  [
    'code in Markdown',
    `\`\`\`yaml\n${fn(IMAGE)}\`\`\`\n`,
    ['1:1 The line ```yaml is of Markdown, which has it around a piece of code.'],
  ],
  [
    'a page of HTML',
    '<!DOCTYPE html>\n<html>\n<body class="x">not: found</body>\n</html>\n',
    ['1:1 The text is HTML or XML.'],
  ],
];

describe('a text that is no YAML', () => {
  it.each(TABLE)('%s', (_, text, heard) => {
    const { problems } = readDocuments(text);
    expect(problems.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual(heard);
  });

  it.each(TABLE)('%s, with Windows line endings', (_, text, heard) => {
    const { problems } = readDocuments(text.replaceAll('\n', '\r\n'));
    expect(problems.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual(heard);
  });

  it('leaves the other documents of a file as they are', () => {
    const good = fn(IMAGE);
    const bad = fn('    image:x\n    dispatch: pull\n');
    const { documents, problems } = readDocuments([good, bad, good].join('---\n'));
    expect(documents).toHaveLength(2);
    expect(problems).toMatchObject([{ line: 20, column: 5 }]);
  });
});
