/** The figures of a run as docs/benchmarks.md. */

/** What was measured, how to do it again, and what came out. */
export interface Row {
  readonly what: string;
  readonly command: string;
  readonly figures: readonly string[];
}

/** A peer that is not on this machine, and how to get it. */
export interface Missing {
  readonly what: string;
  readonly enable: string;
}

export function page(machine: string, rows: readonly Row[], missing: readonly Missing[]): string {
  const line = ({ what, command, figures }: Row) => `| ${what} | \`${command}\` | ${figures.join('; ')} |\n`;
  const absent = missing.map(({ what, enable }) => `- ${what}: ${enable}\n`).join('');
  return `# Speed

\`npm run bench -- --page\` has written this page. Times are wall times of whole processes, medians of runs in turn with
the peer that stands beside them (kustomize, which takes long, has one); a ratio is the median of the ratios of those pairs,
and on a machine that others use too the ratios tell more than the times. MB of memory are the peak. \`1000.yaml\`,
\`10000.yaml\` and \`100000.yaml\` are the Function of \`fixtures/example\` under so many names; in \`1000-varied.yaml\` and
\`10000-varied.yaml\` namespaces, output, filter, image, sizes and times differ from one to the next, a tenth has a podSpec
and a tenth an indexSelector. Figures from under a load above the number of processors are rough, and worth a second run.

${machine}

| what | command | figures |
| --- | --- | --- |
${rows.map(line).join('')}
Peers: a bare Node (\`node -e 0\`); [js-yaml](https://github.com/nodeca/js-yaml), which only parses the text that layerc
renders; the [yaml](https://eemeli.org/yaml/) package, which parses the same text, and prints the same objects: all come
with \`npm ci\`. [kustomize](https://kustomize.io) puts the finished objects of a folder together, and
[kubeconform](https://github.com/yannh/kubeconform) checks the same text by the same JSON Schemas: those on the PATH, or
those of \`npm run control-plane\`.

What has no row here: \`npm run bench:linear\` prints how the time grows with each shape of input, \`npm run bench:editor\` what
a keystroke costs, and on a real API server \`node bench/operator.ts\` the operator beside a plain loop of the same applies and
\`node bench/many.ts\` a restart beside 20,000 Functions; their figures are in [operator.md](operator.md#size) and
[decisions](decisions/one-process-and-how-it-would-shard.md).
${absent === '' ? '' : `\nNot on this machine, and how to get it:\n\n${absent}`}`;
}
